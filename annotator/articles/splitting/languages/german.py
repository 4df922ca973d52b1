"""German."""

from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.words import abbreviations, words

GERMAN = Language(
    never_final=abbreviations(
        "med Hr Fr Dr Prof Dipl Ing Mag Bgm Abg Gen Hptm Lt Maj Univ Frhr Gebr Hl hl St Msgr Pfr "
        "Red z.B z.T z.Z z.Zt z.Hd d.h d.i i.e i.d.R i.A i.V u.a u.U u.Ä v.a o.g s.o s.u m.E a.a.O "
        "bzw ca vgl ggf sog insb insbes evtl inkl exkl zzgl abzgl geb gest verh verw gem lt mind "
        "bspw etw resp sogen vorm nachm ehem bes betr bezgl Hrsg hrsg zus abz österr dt engl frz "
        "ital lat griech russ jüd ev kath Ph Th Chr Ch allg urspr insg rer nat jur h.c wiss kfm "
        "techn stellv stv"
    ),
    may_be_final=abbreviations(
        "max phil Str str Jr jr jun sen Co Corp Inc Ltd a.D n.Chr v.Chr M.A B.A e.V i.R Mio Mrd "
        "Tsd Std Min Sek Pl a.M d.J d.M usf a.d.S"
    ),
    number_only=abbreviations(
        "Nr Nrn Abs Art Abb Tab Kap Bd Bde S Ziff Rn Rdnr Aufl Jg H Anm Abschn Tel Jan Jän Feb "
        "Febr Apr Aug Sept Sep Okt Nov Dez Mt Lit lit Var"
    ),
    number_only_endings=("str",),
    not_ordinal_after=abbreviations("Nr Nrn S Abb Tab Tel Rn"),
    months=words(
        "Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November "
        "Dezember Jan Feb Febr Apr Aug Sept Okt Nov Dez"
    ),
    openers=words(
        "Der Die Das Dem Den Des Ein Eine Einen Einem Einer Er Sie Es Wir Ich Ihr Man Dies Diese "
        "Dieser Dieses Diesen Diesem Jene Sein Seine Seinen Seiner Ihre Ihren Ihrem Unser Unsere "
        "Mein Meine Kein Keine In Im Am An Auf Aus Bei Beim Mit Nach Nachdem Von Vom Vor Zu Zum "
        "Zur Für Durch Gegen Ohne Um Unter Über Zwischen Seit Während Wegen Trotz Laut Ab Bis Doch "
        "Aber Und Oder Denn Wenn Weil Da Dass Ob Obwohl Als Wie Was Wer Wo Warum Wann Welche "
        "Welcher Auch Noch Nur Nun Jetzt Dann Damals Dort Hier Heute Gestern Morgen Später Zuvor "
        "Danach Dabei Dazu Damit Daher Deshalb Dadurch Darauf Darin Dagegen Allerdings Jedoch "
        "Zudem Außerdem So Sowohl Zwar Bereits Schon Erst Viele Einige Alle Alles Beide Mehrere "
        "Nicht Nichts Insgesamt Inzwischen Schließlich Trotzdem Vielmehr Ebenso Anders Neben "
        "Hinter Entlang Mittlerweile Anschließend Gleichzeitig Ist Sind War Hat Kann"
    ),
    speech_verbs=words(
        "sagt sagte fragt fragte ruft rief antwortet antwortete schreit schrie schreibt schrieb "
        "meint meinte erklärt erklärte fügt fügte"
    ),
    ordinal_digits=3,
)

"""Polish, Czech and Slovak."""

from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.words import abbreviations, words

POLISH = Language(
    never_final=abbreviations(
        "prof doc hab inż płk ppłk mjr kpt por ppor chor sierż asp podinsp nadkom kom ks bp abp "
        "kard o św śp bł ul al pl os m.in np tzn tzw tj ok ww zob jw red wg adw mec dyr min woj "
        "pow gm św.p ps zast sekr ang niem łac fr ros wł s.p pw n.e.p mł st dypl pok godz lek med "
        "wyd Sp Cz Dz.U Sz.P nt ds Ch Dz"
    ),
    may_be_final=abbreviations(
        "im gen proc dot Sp.z.o.o o.o S.A sp.j p.n.e n.e jr sen tys Inc Corp Ltd Co"
    ),
    number_only=abbreviations(
        "dn stycz kwiet sierp wrzes paźdz nr art ust pkt poz par str s t tab rys rozdz tel lit vol "
        "zał"
    ),
    digit_units=abbreviations("r w"),
    not_ordinal_after=abbreviations("nr str s art ust pkt poz par tab rys tel"),
    months=words(
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień "
        "październik listopad grudzień"
    ),
    openers=words(
        "W We Z Ze Na Za Do Od Po Przed Przez Przy Pod Nad O U Dla Bez Między Mimo Według Podczas "
        "Wobec Oprócz Poza Obok To Ta Ten Te Ci Tej Tego Tym Tych Tak Taki Tu Tam On Ona Ono Oni "
        "One Ja My Wy Ich Jego Jej Nasz Jak Kiedy Gdy Gdzie Co Kto Dlaczego Czy Który Która Które "
        "Jeśli Jeżeli Że Żeby Aby By Choć Chociaż Ponieważ Bo Ale Lecz Jednak A I Oraz Lub Ani Zaś "
        "Więc Dlatego Zatem Natomiast Tymczasem Ponadto Również Także Też Dziś Dzisiaj Wczoraj "
        "Jutro Teraz Wtedy Potem Później Wcześniej Już Jeszcze Tylko Wszyscy Wszystkie Wszystko "
        "Każdy Wielu Niektórzy Inni Nie Jest Są Był Była Było Były Będzie Można Trzeba Nikt Nic "
        "Pierwszy Pierwsza Drugi Jeden Jedna Obecnie Następnie Wreszcie Niestety Gdyby Zdaniem "
        "Zgodnie Dzięki Około Się"
    ),
    speech_verbs=words(
        "mówi powiedział powiedziała pyta pytał pytała zapytał zapytała odpowiada odpowiedział "
        "odpowiedziała dodaje dodał dodała krzyczy krzyknął krzyknęła pisze napisał napisała "
        "stwierdził oświadczył"
    ),
    ordinal_digits=3,
)

CZECH = Language(
    never_final=abbreviations(
        "dr prof doc Ing Mgr Bc MUDr JUDr PhDr RNDr MVDr PaedDr ThDr plk pplk mjr kpt por npor "
        "prap sv ul tř nábř např tj tzv tzn mj resp popř příp cca cit kupř zejm vč vl roz red p pí "
        "sl gl am angl něm fr lat rus it vs b.m srov t.č t.j t.zv napr akad arch Ch h.c kol kap st "
        "býv ev ředit nár"
    ),
    may_be_final=abbreviations(
        "nám gen s.r.o a.s o.p.s v.o.s spol k.s př.n.l n.l př.Kr po.Kr Ph.D CSc DrSc jr st ml tis "
        "mil mld hod min Inc Corp Ltd Co m.n.m"
    ),
    number_only=abbreviations("č čís čl str s odst písm par roč sv kap obr tab tel zák zn r l d"),
    not_ordinal_after=abbreviations("č čís čl str s odst písm obr tab tel"),
    months=words(
        "ledna února března dubna května června července srpna září října listopadu prosince leden "
        "únor březen duben květen červen červenec srpen říjen listopad prosinec januára februára "
        "marca apríla mája júna júla augusta septembra októbra novembra decembra"
    ),
    openers=words(
        "V Ve Z Ze Na Za Do Od Po Před Přes Při Pod Nad O U K Ke S Se Pro Bez Mezi Podle Kvůli "
        "Díky Kromě Během Proti To Ta Ten Ti Ty Tato Tento Toto Tito Tak Tady Tam On Ona Ono Oni "
        "Já My Vy Jeho Její Jejich Náš Jak Kdy Když Kde Co Kdo Proč Zda Který Která Které Jestli "
        "Pokud Že Aby Ačkoli Ačkoliv Protože Ale Avšak Však A I Nebo Ani Proto Tedy Přitom Zatímco "
        "Mezitím Navíc Také Rovněž Dnes Včera Zítra Teď Nyní Tehdy Pak Potom Později Dříve Už Již "
        "Ještě Jen Jenom Všichni Všechny Vše Každý Mnozí Někteří Jiní Ne Není Je Jsou Byl Byla "
        "Bylo Byly Bude Lze Nikdo Nic První Druhý Jeden Jedna Dosud Nakonec Bohužel Kdyby Celkem "
        "Nové Podľa Pri Pred Ako Keď Ak Prečo Čo Nie Okrem Počas Medzi"
    ),
    speech_verbs=words(
        "říká řekl řekla ptá zeptal zeptala odpovídá odpověděl odpověděla dodává dodal dodala "
        "křičí křikl zvolal zvolala píše napsal napsala uvedl uvedla prohlásil tvrdí povedal "
        "povedala"
    ),
    auxiliaries=words("se sa"),
    ordinal_digits=3,
)

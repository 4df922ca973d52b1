"""Words by which a line gives itself away as part of the page and not of the article."""

import re
from collections.abc import Callable
from dataclasses import dataclass

_MAX_CHARACTERS = 400  # longer lines are prose, and patterns stay fast
_MAX_MENU_WORDS = 14


@dataclass(frozen=True, slots=True)
class Furniture:
    """Why a line is furniture, and what it does to the article around it.

    Behind a line that `ends_article` nothing of it comes; a line that `opens_list` is the heading
    of links to other pages, behind or amid the article.
    """

    reason: str
    ends_article: bool = False
    opens_list: bool = False


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(";"))


_ENDINGS = _phrases(
    """
    previous article; next article; previous post; next post; comments; leave a comment; post a
    comment; leave a reply; kommentare; vorheriger artikel; nächster artikel; commentaires;
    article précédent; article suivant; comentarios; artículo anterior; artículo siguiente;
    komentari; ostavite komentar; prethodni članak; sledeći članak; sljedeći članak; prethodna
    vest; sledeća vest; коментари; претходни чланак; следећи чланак; commenti; comentários;
    комментарии
    """
)
_LISTS = _phrases(
    """
    previous; next; related; related articles; related stories; related posts; related news;
    related topics; latest news; latest; latest stories; most read; most popular; most viewed;
    popular; trending; trending now; top stories; more stories; more news; more from this section;
    you may also like; recommended; recommended for you; editor's picks; editors' picks; share
    this article; share this story; about the author; read next; up next; more on this topic; more
    on this story; sponsored; sponsored content; around the web; mehr zum thema; das könnte sie
    auch interessieren; meistgelesen; meistgelesene artikel; verwandte artikel; neueste artikel; à
    lire aussi; articles liés; sur le même sujet; les plus lus; dernières nouvelles; artículos
    relacionados; noticias relacionadas; lo más leído; últimas noticias; te puede interesar; más
    noticias; povezane vesti; povezane vijesti; povezani članci; najnovije vesti; najnovije
    vijesti; najčitanije; najnovije; možda će vas zanimati; preporučujemo; повезане вести;
    најновије; најчитаније; articoli correlati; notícias relacionadas; читайте также
    """
)
_MENU = _phrases(
    """
    menu; home; homepage; search; close; share; tweet; print; email; e-mail; mail; save; bookmark;
    copy link; link copied; subscribe; subscribe now; sign in; sign up; log in; login; log out;
    register; my account; newsletter; newsletters; advertisement; advertising; ad; advertisement -
    continue reading below; story continues below; story continues below advertisement; article
    continues below; continue reading; read more; show more; load more; see more; view all; see
    all; skip to content; skip to main content; skip to navigation; back to top; loading;
    loading...; facebook; twitter; x; whatsapp; telegram; instagram; linkedin; youtube; tiktok;
    pinterest; reddit; viber; messenger; rss; contact; contact us; about; about us; privacy;
    privacy policy; terms; terms of use; terms of service; cookie policy; cookies; accept; accept
    all; listen; listen to this article; watch live; live; gallery; photos; videos; video;
    podcast; podcasts; podcast episode; breaking; breaking news; exclusive; news; world; politics;
    business; sport; sports; opinion; culture; entertainment; lifestyle; health; science;
    technology; tech; travel; weather; economy; education; local; international; national; europe;
    top story; world news; for subscribers; listen now; follow us; follow; tags; topics; donate;
    support us;
    startseite; suche; suchen; teilen; drucken; anzeige; werbung; anmelden; abonnieren; merken;
    politik; wirtschaft; ausland; inland; kultur; wissen; impressum; datenschutz; mehr;
    weiterlesen;
    accueil; rechercher; partager; imprimer; publicité; s'abonner; se connecter; politique; monde;
    économie; culture; lire la suite;
    inicio; buscar; compartir; imprimir; publicidad; suscríbete; iniciar sesión; política; mundo;
    economía; deportes; cultura; leer más;
    početna; naslovna; pretraga; podeli; podijeli; štampaj; reklama; oglas; marketing; prijavi se;
    prijava; pretplata; pretplati se; politika; svet; svijet; društvo; ekonomija; hronika; sport;
    kultura; region; regija; zabava; vesti; vijesti; impresum; pročitaj više; saznaj više;
    почетна; насловна; претрага; подели; реклама; политика; свет; друштво; економија; спорт;
    култура
    """
)
_OPENINGS = re.compile(
    r"(?:read (?:also|more|next|this)\b.{0,3}[:|–—-]|also read\b|see also\b|"
    r"related(?: article)?s?:|watch(?: now)?:|listen(?: now)?:|in pictures:|"
    r"share (?:this|on|via)\b|follow us\b|sign up (?:for|to)\b|subscribe (?:to|for|now)\b|"
    r"click (?:here|on)\b|tap (?:here|to)\b|download (?:our|the) app\b|join (?:our|us on)\b|"
    r"copyright\b|(?:tags?|topics?|filed under|keywords?|categories|more on|more about)\s?:|"
    r"average rating|vote count|no votes\b|be the first to\b|how useful was\b|rate this\b|"
    r"for more (?:\w+ ){0,2}(?:news|stories|coverage|information|on this)\b|"
    r"enter your e-?mail|thank you for (?:read|sub|your)|(?:\d+ )?comments?\s?(?:\(|:|\d)|"
    r"leave a (?:comment|reply)|report (?:a|an) (?:typo|error)\b|"
    r"support (?:our|independent) (?:work|journalism)|"
    r"lesen sie auch|mehr zum thema|auch interessant|folgen sie uns|jetzt (?:abonnieren|anmelden)|"
    r"(?:à )?lire aussi|voir aussi|suivez-nous|inscrivez-vous|"
    r"lea también|lee también|te puede interesar|síguenos|suscríbete|"
    r"pročita(?:j|jte) (?:i|još|više)\b|opširnije\b|pratite nas|prijavite se|preuzmite|"
    r"tagovi?:|oznake:|ključne reči:|povezan[eio] (?:vesti|vijesti|članci):|"
    r"прочита(?:ј|јте) (?:и|још|више)|пратите нас|читайте также|leggi anche)",
    re.IGNORECASE,
)
_NOTICES = re.compile(
    r"^(?:©|\(c\) ?\d{4})|"
    r"\b(?:(?:we|(?:web)?site) uses? cookies|"
    r"by (?:continuing|clicking) .{0,60}\b(?:agree|accept|consent)|"
    r"cookies? (?:policy|settings|preferences)|privacy policy|terms of (?:use|service)|"
    r"all rights reserved|may not be (?:published|republished|reproduced)|unsubscribe|"
    r"(?:our|free|daily|weekly) newsletter|rate (?:it|this) (?:article|story)|vote count|"
    r"enable javascript|ad ?blocker|"
    r"alle rechte vorbehalten|sva prava zadržana|сва права задржана|tous droits réservés|"
    r"todos los derechos reservados)\b",
    re.IGNORECASE,
)
_COUNTERS = re.compile(
    r"(?:[\d.,/:%+\s-]+[km]?|\d+ ?(?:min(?:ute)?s?|hours?|days?|h|d|m)\.? ?(?:read|ago|lesezeit)?|"
    r"[\d.,]+ ?[km]? (?:views?|shares?|likes?|comments?|followers?|komentara?|pregleda|kommentare)|"
    r"(?:lesezeit|reading time|temps de lecture|vreme čitanja)\b.{0,25}|"
    r"(?:#\w+[\s,]*)+|@\w+|https?://\S+|www\.\S+|\S+@\S+\.\w+)",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s[|·•›»>/]\s|\t+|\s{3,}")
_GLUED = re.compile(r"[^\W\d_A-Z]{3,}[A-Z][^\W\d_A-Z]{2,}")


def furniture(line: str) -> Furniture | None:
    """Say why this line is part of the page around an article, or None when nothing says so."""
    if not any(character.isalnum() for character in line):
        return Furniture("no letters in the line")
    if len(line) > _MAX_CHARACTERS:
        return None
    bare = line.strip(" \t\u00a0.:!?…»›>→▶▼+-–—|·•*#()[]").casefold().replace("’", "'")
    uncounted = re.sub(r"\s?\(?\d+\)?$", "", bare)
    if uncounted in _ENDINGS:
        return Furniture("heading of a part of the page that follows an article", ends_article=True)
    if uncounted in _LISTS:
        return Furniture("heading of a list of other pages", opens_list=True)
    if bare in _MENU:
        return Furniture("words of a menu or a button")
    return next((Furniture(reason) for holds, reason in _SIGNS if holds(line)), None)


_SIGNS: tuple[tuple[Callable[[str], object], str], ...] = (
    (_COUNTERS.fullmatch, "a counter, an address or a reading time"),
    (_NOTICES.search, "wording of a cookie, sign-up or copyright notice"),
    (
        lambda line: _is_short(line) and _OPENINGS.match(line),
        "begins as invitations to read on, share, rate or sign up do",
    ),
    (
        lambda line: _is_short(line) and len(_SEPARATORS.findall(line)) > 1,
        "menu words with separators between them",
    ),
)


def _is_short(line: str) -> bool:
    return len(line.split()) <= _MAX_MENU_WORDS


def glued_menu_words(line: str) -> bool:
    """Tell whether a short line looks like buttons copied without the space between them."""
    words = line.split()
    return 0 < len(words) <= 4 and any(_GLUED.search(word) for word in words)  # noqa: PLR2004 - short

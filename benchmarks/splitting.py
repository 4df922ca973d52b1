"""How fast articles are split into sentences, and that no text makes it slow.

    python benchmarks/splitting.py

Prints megabytes (UTF-8) a second for news-like text of our own making in several languages, then
for each hostile text the seconds a megabyte takes and how much longer ten times the text takes.
Time is processor time, the best of three runs. Exits with 1 if a bar is missed.
"""

import sys
import time

from annotator.articles.splitting import split_sentences

LEAST_SPEED = 5.0  # megabytes a second
MOST_SECONDS = 2.0  # for a megabyte of hostile text
MOST_GROWTH = 14.0  # for ten times the text
MEGABYTE = 1_000_000

NEWS = {
    "en": "DORRIN, Westmark (AP) — The lake, which held 3.5 million fish in 2010, is dry, Gov. Ada "
    "Kole said Monday. “We lost it. All of it,” she told reporters at 5 p.m. Tuesday, Feb. 3. "
    "Fishing families in the three towns along the shore have been leaving since the spring. "
    "The council has not said what it will do with the harbour, the market hall or the ferry.\n\n",
    "sr": "Predsednica opštine dr. Mira Lukić rekla je 3. maja 2010. godine da je jezero suvo. "
    "„Izgubili smo sve. Nema ničega“, dodala je ona na skupu u ul. Kneza Lazara br. 5. "
    "Ribarske porodice iz tri sela na obali odlaze od proleća i ne nameravaju da se vrate. "
    "Opštinsko veće još nije saopštilo šta će biti sa lukom, pijacom i starim trajektom.\n\n",
    "de": "Die Bürgermeisterin Dr. Jana Roth sagte am 3. Mai, der See sei z. B. seit dem 20. "
    "Jahrhundert leer. „Wir haben alles verloren. Nichts blieb“, fügte sie in Dorrin hinzu. "
    "Die Fischer aus den drei Dörfern am Ufer ziehen seit dem Frühling mit ihren Familien fort. "
    "Der Gemeinderat hat noch nicht gesagt, was aus Hafen, Markthalle und Fähre werden soll.\n\n",
    "ru": "Глава района А. П. Костин заявил 3 мая, что озеро высохло ещё в 1999 г. и не вернётся. "
    "«Мы потеряли всё. Ничего нет», — добавил он на встрече с жителями ул. Мира. "
    "Рыбацкие семьи из трёх сёл на берегу уезжают с весны и возвращаться не собираются. "
    "Совет пока не сообщил, что станет с пристанью, рынком и старым паромом.\n\n",
    "zh": "镇长李明周一表示，湖在2010年已经干了。“我们失去了一切。天很冷。”她说。"
    "大家沉默了很久。\n\n",
}

HOSTILE = {
    "dots": ".",
    "straight quotes": '"',
    "curly quotes": "“",
    "closed dots": "”. ",
    "abbreviations": "U.S. ",
    "numbers": "1. ",
    "initials": "A. ",
    "open quotes": "“a ",
    "one token": "a",
    "newlines": "\n",
    "spaces": " ",
    "emoji and dot": "😀. ",
    "brackets": "(",
    "open credits": ". (AP",
    "speakers": "?” Doyle Doyle Doyle Doyle ",
    "footnotes": ".[1]",
    "missing spaces": "aaa.Bbb",
    "quoted particles": "。」と",
    "spaced dots": ". ",
}


def seconds(text: str, language: str) -> float:
    """The best of three runs over a text."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        split_sentences(text, language)
        best = min(best, time.process_time() - begun)
    return best


def news() -> bool:
    """Prints the speed per language; whether all are fast enough."""
    fast = True
    for language, article in NEWS.items():
        text = article * (MEGABYTE // len(article.encode()))
        speed = len(text.encode()) / MEGABYTE / seconds(text, language)
        fast = fast and speed >= LEAST_SPEED
        print(f"news {language}           {speed:6.1f} MB/s")
    return fast


def hostile() -> bool:
    """Prints seconds a megabyte and the growth per hostile text; whether all keep the bars."""
    steady = True
    for name, unit in HOSTILE.items():
        text = (unit * MEGABYTE)[:MEGABYTE]
        whole, tenth = seconds(text, "en"), seconds(text[: MEGABYTE // 10], "en")
        growth = whole / max(tenth, 0.001)
        steady = steady and whole <= MOST_SECONDS and growth <= MOST_GROWTH
        print(f"{name:<18} {whole:6.2f} s a megabyte, ten times the text takes {growth:4.1f} times")
    return steady


if __name__ == "__main__":
    results = [news(), hostile()]
    sys.exit(0 if all(results) else 1)

"""Serbian, Croatian, Bosnian and Montenegrin in both scripts, Slovene, Macedonian, Bulgarian."""

from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.words import abbreviations, words

_DIGRAPHS = (("dž", "џ"), ("lj", "љ"), ("nj", "њ"), ("Dž", "Џ"), ("Lj", "Љ"), ("Nj", "Њ"))
_LETTERS = str.maketrans(
    "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ",
    "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ",
)


def _both_scripts(latin: str) -> str:
    cyrillic = latin
    for pair, letter in _DIGRAPHS:
        cyrillic = cyrillic.replace(pair, letter)
    return f"{latin} {cyrillic.translate(_LETTERS)}"


SERBO_CROATIAN = Language(
    never_final=abbreviations(
        _both_scripts(
            "dr mr prof doc ing inž dipl mag sc akad gosp gđa gđica gdin gđ g puk ppuk nar sv ul "
            "bul trg tzv tj npr odn dž lj nj spec univ bacc oec iur stom vet fra o v.d st str.st "
            "msgr vlč preč mons adv brig nadb preuzv ekc sev juž usp lat engl njem nem franc grč "
            "tur prim kand ak vj zamj zam s.r kl ur uredn"
        )
    ),
    may_be_final=abbreviations(
        _both_scripts(
            "gen kap por red zap arh pok d.o.o a.d d.d j.d.o.o o.d k.d p.n.e n.e po.Kr tj.d jun "
            "sen ml st.ml god mil mlrd hilj tis vol izd"
        )
    ),
    number_only=abbreviations(
        _both_scripts(
            "jan feb apr avg sep sept okt nov dec br čl st tač toč tč stav str sl tab pogl sv knj "
            "sek tel par kom al fus"
        )
    ),
    not_ordinal_after=abbreviations(_both_scripts("br str sl tab tel")),
    months=words(
        _both_scripts(
            "januar januara januaru februar februara februaru mart marta martu april aprila aprilu "
            "maj maja maju jun juna junu juni jul jula julu juli avgust avgusta avgustu septembar "
            "septembra septembru oktobar oktobra oktobru novembar novembra novembru decembar "
            "decembra decembru siječanj siječnja siječnju veljača veljače veljači ožujak ožujka "
            "ožujku travanj travnja travnju svibanj svibnja svibnju lipanj lipnja lipnju srpanj "
            "srpnja srpnju kolovoz kolovoza kolovozu rujan rujna rujnu listopad listopada "
            "listopadu studeni studenog studenoga studenom prosinac prosinca prosincu august "
            "augusta"
        )
    ),
    openers=words(
        _both_scripts(
            "Godine U Na Za Od Do Iz Po Sa S Kod Prema Nakon Posle Poslije Pre Prije Tokom Tijekom "
            "Zbog Uz Bez Među Između Pred Preko Ovo To Ta Taj Te Ti Tu Tako Ovaj Ova Ove Oni One "
            "On Ona Ono Mi Vi Ja Njegov Njegova Njihov Njen Naš Kako Kada Kad Gde Gdje Šta Što Ko "
            "Tko Koji Koja Koje Zašto Ako Da Ali A I Ili Međutim Ipak No Dok Jer Iako Zato Stoga "
            "Osim Pored Pošto Budući Dalje Takođe Također Istovremeno Danas Juče Jučer Sutra Sada "
            "Sad Tada Zatim Potom Ranije Kasnije Već Još Samo Svi Sve Svaki Mnogi Neki Nema Ima Je "
            "Nije Biće Bit Postoji Treba Može Prvi Prva Prvo Drugi Druga Prošle Prošlog Ovog Kao O "
            "Ni Niti Reč Riječ Jedan Jedna Protiv Oko Ukupno Inače Naime Dakle Sledeće Sljedeće "
            "Naravno Niko Nitko Ništa Nikad Nikada Neko Netko Nešto Toga Onda Odatle Kazao Rekao "
            "Dodao Istakao Istaknuo Naglasio Izjavio"
        )
    ),
    speech_verbs=words(
        _both_scripts(
            "kaže kazao kazala rekao rekla pita pitao pitala upitao upitala odgovara odgovorio "
            "odgovorila dodaje dodao dodala viče vikao povikao uzviknuo uzviknula poručio poručila "
            "poručuje napisao napisala piše tvrdi izjavio izjavila navodi naveo objašnjava "
            "objasnio zaključio zaključuje naglasio ističe istakao istaknuo"
        )
    ),
    auxiliaries=words(_both_scripts("je su")),
    ordinal_digits=4,
)

SLOVENE = Language(
    never_final=abbreviations(
        "dr mag prof doc inž dipl ing univ spec g ga gdč polk ppolk sv ul tj npr t.i t.im i.e oz "
        "akad asist izr zasl prim msgr p.n ang nem lat it fr hrv gl prev zn r št.p dekl vis viš "
        "o.p pok kand drž"
    ),
    may_be_final=abbreviations(
        "gen red min kap por d.o.o d.d s.p k.d d.n.o n.št pr.n.št ml st jr tis mio mrd"
    ),
    number_only=abbreviations(
        "jan feb apr avg sept okt nov dec št čl tč odst str sl tab pogl zv let tel člen d"
    ),
    not_ordinal_after=abbreviations("št str sl tab tel"),
    months=words(
        "januar januarja januarju februar februarja februarju marec marca marcu april aprila "
        "aprilu maja maju junij junija juniju julij julija juliju avgust avgusta avgustu september "
        "septembra septembru oktober oktobra oktobru november novembra novembru december decembra "
        "decembru"
    ),
    openers=words(
        "V Na Za Od Do Iz Po Z S Pri Ob Pred Med Zaradi Brez Proti Prek Kljub To Ta Te Ti Tako Tam "
        "Tu On Ona Ono Oni Mi Vi Jaz Njegov Njihov Njen Naš Kako Kdaj Kje Kaj Kdo Zakaj Kateri Če "
        "Da Ali A In Toda Vendar Pa Ker Čeprav Zato Sicer Poleg Razen Danes Včeraj Jutri Zdaj "
        "Takrat Nato Potem Prej Pozneje Kasneje Že Še Samo Le Vsi Vse Vsak Mnogi Nekateri Ni Je Bo "
        "So Bil Bila Bilo Lahko Treba Gre Ko Kot O Tudi Prvi Prva Drugi Druga Lani Letos Skupaj "
        "Namreč Torej Seveda Ne Nekaj Veliko Več Medtem Ampak Morda Nihče Nič Nikoli Nekdo Tedaj "
        "Tega Eden Ena Sam Kar"
    ),
    speech_verbs=words(
        "pravi reče rekel rekla vpraša vprašal vprašala odgovori odgovoril odgovorila doda dodal "
        "dodala dodaja zavpije zavpil vzkliknil vzkliknila piše zapisal zapisala meni trdi "
        "pojasnil pojasnila poudaril poudarila opozarja"
    ),
    auxiliaries=words("je so"),
    ordinal_digits=3,
)

MACEDONIAN = Language(
    never_final=abbreviations(
        "проф доц акад инж полк ул бул св т.е т.н т.нар пр на.пр тн гр с о арх прим спец асс маг "
        "дипл анг гер фр лат рус грч сп в.д к.д п.н"
    ),
    may_be_final=abbreviations("ред ген кап н.е п.н.е мил млн милј илј год г а.д д.о.о ДОО АД јр"),
    often_final=abbreviations("др сл"),
    number_only=abbreviations(
        "јан фев апр авг септ окт ноем дек бр чл ст стр т точ кн том тел сл таб"
    ),
    not_ordinal_after=abbreviations("бр стр тел сл таб"),
    months=words(
        "јануари февруари март април мај јуни јули август септември октомври ноември декември"
    ),
    letter_words=frozenset("е"),
    openers=words(
        "Во На За До Од Из По Со Кај Према После Пред При Поради Без Меѓу Против Преку Според "
        "Покрај Освен Ова Овој Оваа Овие Тоа Тој Таа Тие Така Таму Тука Јас Ние Вие Негов Нивни "
        "Нејзин Наш Како Кога Каде Што Кој Која Кои Зошто Ако Дека Дали Но А И Или Сепак Меѓутоа "
        "Туку Бидејќи Иако Затоа Исто Денес Вчера Утре Сега Тогаш Потоа Порано Подоцна Веќе Уште "
        "Само Сите Сè Секој Многу Некои Други Нема Има Е Се Не Беше Беа Ќе Може Треба Прв Прва "
        "Втор Еден Една Вкупно Околу Инаку Имено Значи Додека Откако Никој Ништо Никогаш"
    ),
    speech_verbs=words(
        "рече вели праша прашува одговори одговара додаде додава викна извика напиша пишува изјави "
        "кажа објасни"
    ),
    ordinal_digits=2,
)

BULGARIAN = Language(
    never_final=abbreviations(
        "Дж проф доц акад инж полк подп лейт ул бул ж.к гр т.е т.нар т.н напр вж вкл св арх ст.н.с "
        "кв обл общ пл ок рус англ нем фр лат прев бел адв зам о респ евент кор к.м.н ас преп"
    ),
    may_be_final=abbreviations(
        "ред ген кап хил млн млрд лв ст н.е пр.н.е пр.Хр сл.Хр сек мин АД ЕАД мес"
    ),
    often_final=abbreviations("др пр т.н.т"),
    number_only=abbreviations(
        "ян февр апр авг септ окт ноем дек чл ал т стр с бр рис табл гл том тел бл вх ет ап вып кн"
    ),
    digit_units=abbreviations("г гг в вв лв ст"),
    letter_words=frozenset("ея"),
    openers=words(
        "В Във На За До От Из По С Със Към При Преди След Под Над Без Между Срещу През Според "
        "Освен Заради Поради Въпреки Това Този Тази Тези Онзи Той Тя То Те Така Там Тук Аз Ние Вие "
        "Неговият Техният Нашият Как Кога Къде Какво Кой Коя Кои Защо Ако Че Дали Но А И Или Обаче "
        "Ала Защото Макар Затова Също Днес Вчера Утре Сега Тогава После Вече Още Само "
        "Всички Всичко Всеки Много Някои Други Няма Има Е Са Се Не Беше Бяха Ще Може Трябва "
        "Първият Първата Един Една Общо Около Иначе Докато Никой Нищо Междувременно Когато Като Да "
        "Нека"
    ),
    speech_verbs=words(
        "каза казва попита пита отговори отговаря добави добавя извика вика написа пише заяви "
        "възкликна обясни"
    ),
)

"""English."""

from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.words import abbreviations, words

ENGLISH = Language(
    never_final=abbreviations(
        "MT FT Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Gen Sen Sens Rep Reps Gov Govs Lt Col Capt "
        "Cpt Cmdr Maj Sgt Cpl Pvt Pfc Adm Rev Revd Fr Hon Pres Supt Det Insp Brig Cllr Ald Atty "
        "Amb Msgr Sra Mt Mts Ft Pt Asst Assoc Dep Sec Dir Ste Sts vs e.g i.e cf viz aka approx "
        "Lt.Gen Lt.Col Maj.Gen Brig.Gen Th Wm Chas Jas Geo Thos Ven Hr Fn Dist"
    ),
    may_be_final=abbreviations(
        "Inc Corp Ltd Co Cos Bros Jr Sr Esq St Ave Blvd Rd Pkwy Hwy Sq Dept Univ Assn Bldg Ala "
        "Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb "
        "Nev Okla Ore Ont Que Pa Penn Tenn Tex Vt Va Wash Wis Wyo Plc LLC LLP Pty GmbH al Ph.D M.D "
        "B.A M.A J.D U.S U.K U.N E.U D.C a.k.a Gov't Intl Natl Mfg Rs"
    ),
    often_final=abbreviations("a.m p.m"),
    number_only=abbreviations(
        "ft lb lbs oz chap chaps No Nos no nos p pp Fig Figs fig figs Vol vol Ch ch Art art Sec "
        "sec Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Op op Eq ca c est Rm Apt Bk Pt pt "
        "Para para Cl Ex Sched Tel tel ext Res Div Nr v"
    ),
    continuers=words(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
        "June July August September October November December Mon Tue Wed Thu Fri Sat Sun Eastern "
        "Pacific Central Mountain EST EDT ET PST PDT PT CST CDT CT MST MDT GMT UTC BST CET CEST "
        "IST Greenwich Moscow Kyiv Beijing Tokyo"
    ),
    openers=words(
        "The A An He She It They We I You This That These Those There Here In On At As But And Or "
        "So For From With Without When While Where What Who Why How If After Before Since During "
        "Because Although Though However Meanwhile Then Now Yet Still Also Even Some Many Most "
        "Both Each Every Its His Her Their Our My Your One Not No Such Instead Despite According "
        "By Until Once Under Earlier Later Another Others Among To Nor Officials Today Yesterday "
        "Moreover Nevertheless Therefore Thus Indeed Perhaps Few Several Only Just Other Asked Let "
        "Did Does Do Is Was Were Are Has Have Had Will Would Can Could Should Between Through"
    ),
    letter_words=frozenset("I"),
    speakers=words("I"),
    speech_verbs=words(
        "said says say asked asks ask added adds replied replies answered shouted shouts cried "
        "yelled wrote writes told tells exclaimed wondered wonders continued continues whispered "
        "screamed called recalled recalls joked demanded insisted insists quipped responded "
        "remarked tweeted posted declared explained explains warned urged snapped muttered chanted "
        "laughed"
    ),
)

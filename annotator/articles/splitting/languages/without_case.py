"""Arabic, Hebrew, Chinese and Japanese, whose letters have no capitals."""

from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.words import abbreviations, words

ARABIC = Language(
    never_final=abbreviations("د أ م أ.د د.م ا أ.م.د ص.ب ج.م ش"),
    may_be_final=abbreviations("ق.م هـ"),
    number_only=abbreviations("ص ج رقم ت"),
    speech_verbs=words("قال قالت سأل سألت صرخ صاح أجاب أجابت أضاف أضافت تساءل يسأل يقول هتف"),
)

HEBREW = Language(
    never_final=abbreviations("ד פרופ גב מר ר א.ב"),
    number_only=abbreviations("עמ מס סע"),
    speech_verbs=words("אמר אמרה שאל שאלה ענה ענתה צעק צעקה הוסיף הוסיפה כתב כתבה תהה השיב"),
)

CHINESE = Language(
    speech_verbs=words("说 說 道 问 問 表示 称 稱 指出 强调 強調 坦言 感叹 感嘆"),
    spaceless=True,
)

JAPANESE = Language(
    particles=tuple(words("と って に を が は も の で や か へ から など まで より だ")),
    particles_alike=tuple(
        words(
            "では でも もし もう とても ところ とはいえ はい かつて から、 のち もちろん が、 だが "
            "だから やがて かれ"
        )
    ),
    spaceless=True,
)

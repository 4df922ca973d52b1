"""What holds in most languages, for those the splitter has no lists for."""

from annotator.articles.splitting.languages.model import Language
from annotator.articles.splitting.languages.words import abbreviations

OTHER = Language(
    never_final=abbreviations("Mr Mrs Ms Dr Prof Gen Sr Sra St vs"),
    may_be_final=abbreviations("Inc Corp Ltd Co Jr"),
    number_only=abbreviations("No Nr no nr p pp art fig str kl ca"),
)

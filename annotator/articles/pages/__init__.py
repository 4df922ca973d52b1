"""What the article pages receive."""

from annotator.articles.pages.imports import (
    BatchPage,
    ColumnsPage,
    GonePage,
    batch_page,
    columns_page,
)
from annotator.articles.pages.listing import (
    ArticlePage,
    ArticlesPage,
    ListPage,
    TypedChange,
    article_page,
    articles_page,
    list_page,
)
from annotator.articles.pages.paragraphs import ParagraphView, paragraph_views
from annotator.articles.pages.preview import ImportForm, PreviewPage, details_of, preview_page

__all__ = [
    "ArticlePage",
    "ArticlesPage",
    "BatchPage",
    "ColumnsPage",
    "GonePage",
    "ImportForm",
    "ListPage",
    "ParagraphView",
    "PreviewPage",
    "TypedChange",
    "article_page",
    "articles_page",
    "batch_page",
    "columns_page",
    "details_of",
    "list_page",
    "paragraph_views",
    "preview_page",
]

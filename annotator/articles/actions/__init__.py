"""Writes of imports: drafts that nobody else sees, made live by one UPDATE."""

from annotator.articles.actions.batches import (
    READ,
    NewBatch,
    begin,
    read_files,
    remember_columns,
)
from annotator.articles.actions.batches import make_live as make_all_live
from annotator.articles.actions.drafts import (
    drop_draft,
    drop_one,
    drop_some,
    edit_draft,
    make_live,
    save_draft,
    set_zones,
    split_again,
)
from annotator.articles.actions.reading import read_files as read_files_job
from annotator.articles.actions.removing import remove_articles, remove_batch

__all__ = [
    "READ",
    "NewBatch",
    "begin",
    "drop_draft",
    "drop_one",
    "drop_some",
    "edit_draft",
    "make_all_live",
    "make_live",
    "read_files",
    "read_files_job",
    "remember_columns",
    "remove_articles",
    "remove_batch",
    "save_draft",
    "set_zones",
    "split_again",
]

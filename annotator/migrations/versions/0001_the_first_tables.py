"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "project",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("overlap", sa.Integer(), nullable=False),
        sa.Column("hides_source", sa.Integer(), nullable=False),
        sa.Column("shows_names", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("archived_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("hides_source IN (0, 1)", name=op.f("ck_project_hides_source")),
        sa.CheckConstraint("length(slug) > 0", name=op.f("ck_project_slug")),
        sa.CheckConstraint("overlap BETWEEN 1 AND 50", name=op.f("ck_project_overlap")),
        sa.CheckConstraint("shows_names IN (0, 1)", name=op.f("ck_project_shows_names")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("public_id", name=op.f("uq_project_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_project_slug")),
        sqlite_strict=True,
    )
    op.create_table(
        "setup_token",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setup_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_setup_token_token_hash")),
        sqlite_strict=True,
    )
    op.create_table(
        "user",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("username_key", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("is_administrator", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("is_administrator IN (0, 1)", name=op.f("ck_user_is_administrator")),
        sa.CheckConstraint("length(username) > 0", name=op.f("ck_user_username")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("public_id", name=op.f("uq_user_public_id")),
        sa.UniqueConstraint("username_key", name=op.f("uq_user_username_key")),
        sqlite_strict=True,
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("may_write", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("last_used_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("may_write IN (0, 1)", name=op.f("ck_api_token_may_write")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_api_token_project_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_api_token_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_api_token_user_id", "api_token", ["user_id"], unique=False)

    op.create_table(
        "codebook_version",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("scheme", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_codebook_version_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codebook_version")),
        sa.UniqueConstraint(
            "project_id", "number", name=op.f("uq_codebook_version_project_id_number")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "column_mapping",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("columns_hash", sa.Text(), nullable=False),
        sa.Column("meaning", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_column_mapping_project_id")
        ),
        sa.PrimaryKeyConstraint("project_id", "columns_hash", name=op.f("pk_column_mapping")),
        sqlite_strict=True,
    )
    op.create_table(
        "identity",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_identity_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_identity_issuer_subject")),
        sqlite_strict=True,
    )
    op.create_index("ix_identity_user_id", "identity", ["user_id"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("imported_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("live_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["user.id"], name=op.f("fk_import_batch_imported_by")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_import_batch_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_import_batch_project_id", "import_batch", ["project_id", "live_at"], unique=False
    )

    op.create_table(
        "invitation",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("meant_for", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "role IN ('lead', 'annotator', 'researcher')", name=op.f("ck_invitation_role")
        ),
        sa.ForeignKeyConstraint(["invited_by"], ["user.id"], name=op.f("fk_invitation_invited_by")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_invitation_project_id")
        ),
        sa.ForeignKeyConstraint(["used_by"], ["user.id"], name=op.f("fk_invitation_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_invitation_project_id", "invitation", ["project_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("cancel_asked_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')",
            name=op.f("ck_job_state"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_job_made_by")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_job_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_strict=True,
    )
    op.create_index("ix_job_state", "job", ["state", "id"], unique=False)

    op.create_table(
        "known_device",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_known_device_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_device")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_known_device_token_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_known_device_user_id", "known_device", ["user_id"], unique=False)

    op.create_table(
        "label",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("shortcut", sa.Text(), nullable=False),
        sa.Column("hue", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("for_sentences", sa.Integer(), nullable=False),
        sa.Column("for_phrases", sa.Integer(), nullable=False),
        sa.Column("is_none", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("for_phrases IN (0, 1)", name=op.f("ck_label_for_phrases")),
        sa.CheckConstraint("for_sentences IN (0, 1)", name=op.f("ck_label_for_sentences")),
        sa.CheckConstraint("hue BETWEEN 0 AND 9", name=op.f("ck_label_hue")),
        sa.CheckConstraint("is_none IN (0, 1)", name=op.f("ck_label_is_none")),
        sa.CheckConstraint("number BETWEEN 0 AND 999", name=op.f("ck_label_number")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_label_project_id")),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_label")),
        sa.UniqueConstraint("project_id", "key", name=op.f("uq_label_project_id_key")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_label_none",
        "label",
        ["project_id"],
        unique=True,
        sqlite_where=sa.text("is_none = 1"),
        postgresql_where=sa.text("is_none = 1"),
    )

    op.create_table(
        "participant",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_participant_project_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_participant_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint(
            "project_id", "pseudonym", name=op.f("uq_participant_project_id_pseudonym")
        ),
        sa.UniqueConstraint(
            "project_id", "user_id", name=op.f("uq_participant_project_id_user_id")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_participant_user_id", "participant", ["user_id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_recovery_code_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sqlite_strict=True,
    )
    op.create_index("ix_recovery_code_user_id", "recovery_code", ["user_id"], unique=False)

    op.create_table(
        "second_factor",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_second_factor_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factor")),
        sqlite_strict=True,
    )
    op.create_table(
        "session",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("described", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
        sqlite_strict=True,
    )
    op.create_index("ix_session_user_id", "session", ["user_id"], unique=False)

    op.create_table(
        "article",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Text(), nullable=False),
        sa.Column("published_precision", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("held_at", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_licence", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("splitter", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "published_precision IN ('', 'year', 'month', 'day')",
            name=op.f("ck_article_published_precision"),
        ),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_article_text")),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_article_batch_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_article_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("public_id", name=op.f("uq_article_public_id")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_article_held_at",
        "article",
        ["project_id", "id"],
        unique=False,
        sqlite_where=sa.text("held_at IS NOT NULL"),
        postgresql_where=sa.text("held_at IS NOT NULL"),
    )
    op.create_index(
        "ix_article_language",
        "article",
        ["project_id", "language", "id", "batch_id", "held_at"],
        unique=False,
    )
    op.create_index(
        "ix_article_newest",
        "article",
        ["project_id", "id", "batch_id", "language", "held_at"],
        unique=False,
    )
    op.create_index(
        "ix_article_outlet",
        "article",
        ["project_id", "outlet", "id", "batch_id", "language", "held_at"],
        unique=False,
    )
    op.create_index("ix_article_project_id", "article", ["project_id", "batch_id"], unique=False)
    op.create_index(
        "ix_article_published_on",
        "article",
        ["project_id", "published_on", "id", "batch_id", "language", "held_at"],
        unique=False,
    )
    op.create_index(
        "ix_article_text_sha256", "article", ["project_id", "text_sha256"], unique=False
    )
    op.create_index(
        "uq_article_external_id",
        "article",
        ["project_id", "external_id"],
        unique=True,
        sqlite_where=sa.text("external_id <> ''"),
        postgresql_where=sa.text("external_id <> ''"),
    )

    op.create_table(
        "background",
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("self_placement", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("profession", sa.Text(), nullable=False),
        sa.Column("consented_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_background_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_background_project_id")
        ),
        sa.PrimaryKeyConstraint("participant_id", name=op.f("pk_background")),
        sqlite_strict=True,
    )
    op.create_table(
        "refused",
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_refused_batch_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_refused_project_id")),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("pk_refused")),
        sqlite_strict=True,
    )
    op.create_table(
        "role",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('lead', 'annotator', 'researcher')", name=op.f("ck_role_role")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_role_participant_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_role_project_id")),
        sa.PrimaryKeyConstraint("participant_id", "role", name=op.f("pk_role")),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("username_key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("device_id", sa.BigInteger(), nullable=True),
        sa.Column("succeeded", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("succeeded IN (0, 1)", name=op.f("ck_sign_in_attempt_succeeded")),
        sa.ForeignKeyConstraint(
            ["device_id"], ["known_device.id"], name=op.f("fk_sign_in_attempt_device_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_sign_in_attempt_address", "sign_in_attempt", ["address", "at"], unique=False
    )
    op.create_index(
        "ix_sign_in_attempt_username_key", "sign_in_attempt", ["username_key", "at"], unique=False
    )

    op.create_table(
        "article_link",
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.Column("near", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "state IN ('found', 'linked', 'apart')", name=op.f("ck_article_link_state")
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_link_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["user.id"], name=op.f("fk_article_link_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["article.id"], name=op.f("fk_article_link_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_article_link_project_id")
        ),
        sa.PrimaryKeyConstraint("article_id", "other_id", name=op.f("pk_article_link")),
        sqlite_strict=True,
    )
    op.create_index("ix_article_link_other_id", "article_link", ["other_id"], unique=False)
    op.create_index(
        "ix_article_link_project_id", "article_link", ["project_id", "state"], unique=False
    )

    op.create_table(
        "article_words",
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_words_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_article_words_project_id")
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article_words")),
        info={
            "searched": ("about", "words"),
            "full_text": {
                "sqlite": (
                    "CREATE VIRTUAL TABLE article_words_search USING fts5(project_id, about, words, content='article_words', content_rowid='article_id', tokenize='ascii', prefix='3')",
                    "CREATE TRIGGER article_words_inserted AFTER INSERT ON article_words BEGIN INSERT INTO article_words_search(rowid, project_id, about, words) VALUES (new.article_id, new.project_id, new.about, new.words); END",
                    "CREATE TRIGGER article_words_deleted AFTER DELETE ON article_words BEGIN INSERT INTO article_words_search(article_words_search, rowid, project_id, about, words) VALUES ('delete', old.article_id, old.project_id, old.about, old.words); END",
                    "CREATE TRIGGER article_words_updated AFTER UPDATE OF about, words ON article_words BEGIN INSERT INTO article_words_search(article_words_search, rowid, project_id, about, words) VALUES ('delete', old.article_id, old.project_id, old.about, old.words); INSERT INTO article_words_search(rowid, project_id, about, words) VALUES (new.article_id, new.project_id, new.about, new.words); END",
                ),
                "postgresql": (
                    "CREATE INDEX ix_article_words_search ON article_words USING gin (to_tsvector('simple'::regconfig, article_words.about || ' ' || article_words.words))",
                ),
            },
        },
        sqlite_strict=True,
    )
    op.create_index(
        "ix_article_words_title",
        "article_words",
        ["project_id", "title", "article_id"],
        unique=False,
    )

    op.create_table(
        "assignment",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("participant_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'submitted')", name=op.f("ck_assignment_state")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_assignment_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_assignment_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_assignment_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "project_id",
            "article_id",
            "participant_id",
            name=op.f("uq_assignment_project_id_article_id_participant_id"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_assignment_article_id",
        "assignment",
        ["project_id", "article_id", "state"],
        unique=False,
    )
    op.create_index(
        "ix_assignment_participant_id",
        "assignment",
        ["project_id", "participant_id", "state"],
        unique=False,
    )

    op.create_table(
        "paragraph",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "zone IN ('headline', 'deck', 'byline', 'body', 'caption', 'credit', 'furniture')",
            name=op.f("ck_paragraph_zone"),
        ),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_paragraph_bounds")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_paragraph_article_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_paragraph_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
        sa.UniqueConstraint(
            "article_id", "position", name=op.f("uq_paragraph_article_id_position")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "event",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=True),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("assignment_id", sa.BigInteger(), nullable=True),
        sa.Column("op_id", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_event_actor_id")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_event_assignment_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_event_project_id")),
        sa.ForeignKeyConstraint(["undoes"], ["event.id"], name=op.f("fk_event_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("op_id", name=op.f("uq_event_op_id")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_event_assignment_id",
        "event",
        ["project_id", "assignment_id", "subject", "subject_id", "sequence"],
        unique=False,
        sqlite_where=sa.text("assignment_id IS NOT NULL"),
        postgresql_where=sa.text("assignment_id IS NOT NULL"),
    )

    op.create_table(
        "submission",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("codebook_version_id", sa.BigInteger(), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_submission_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["codebook_version_id"],
            ["codebook_version.id"],
            name=op.f("fk_submission_codebook_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_submission_project_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "assignment_id", "number", name=op.f("uq_submission_assignment_id_number")
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_submission_project_id", "submission", ["project_id", "number"], unique=False
    )

    op.create_table(
        "repair",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("event_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('merge', 'split', 'move edge')", name=op.f("ck_repair_kind")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_repair_article_id")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_repair_event_id")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_repair_made_by")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_repair_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair")),
        sqlite_strict=True,
    )
    op.create_index("ix_repair_article_id", "repair", ["project_id", "article_id"], unique=False)

    op.create_table(
        "submitted_phrase",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_submitted_phrase_bounds")),
        sa.ForeignKeyConstraint(
            ["project_id", "label"],
            ["label.project_id", "label.number"],
            name=op.f("fk_submitted_phrase_project_id_label"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_submitted_phrase_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submitted_phrase_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submitted_phrase")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_submitted_phrase_submission_id",
        "submitted_phrase",
        ["project_id", "submission_id"],
        unique=False,
    )

    op.create_table(
        "sentence",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("paragraph_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("quote_open", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("retired_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("quote_open IN (0, 1)", name=op.f("ck_sentence_quote_open")),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_sentence_bounds")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_sentence_article_id")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["repair.id"], name=op.f("fk_sentence_made_by")),
        sa.ForeignKeyConstraint(
            ["paragraph_id"], ["paragraph.id"], name=op.f("fk_sentence_paragraph_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_sentence_project_id")
        ),
        sa.ForeignKeyConstraint(["retired_by"], ["repair.id"], name=op.f("fk_sentence_retired_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence")),
        sqlite_strict=True,
    )
    op.create_index("ix_sentence_article_id", "sentence", ["article_id"], unique=False)
    op.create_index("ix_sentence_paragraph_id", "sentence", ["paragraph_id"], unique=False)
    op.create_index("ix_sentence_text_hash", "sentence", ["project_id", "text_hash"], unique=False)
    op.create_index(
        "uq_sentence_position",
        "sentence",
        ["article_id", "position"],
        unique=True,
        sqlite_where=sa.text("retired_by IS NULL"),
        postgresql_where=sa.text("retired_by IS NULL"),
    )

    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("sentence_id", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("label", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(verdict = 'settled') = (label IS NOT NULL)", name=op.f("ck_decision_label")
        ),
        sa.CheckConstraint(
            "verdict IN ('settled', 'both_defensible', 'excluded')",
            name=op.f("ck_decision_verdict"),
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_decision_decided_by")),
        sa.ForeignKeyConstraint(
            ["project_id", "label"],
            ["label.project_id", "label.number"],
            name=op.f("fk_decision_project_id_label"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_decision_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"], ["sentence.id"], name=op.f("fk_decision_sentence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_index(
        "uq_decision_live",
        "decision",
        ["project_id", "sentence_id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )

    op.create_table(
        "rating",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("sentence_id", sa.BigInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("origin", sa.Integer(), nullable=False),
        sa.Column("sure", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("origin IN (1, 2, 3, 4, 5)", name=op.f("ck_rating_origin")),
        sa.CheckConstraint("rank IN (1, 2)", name=op.f("ck_rating_rank")),
        sa.CheckConstraint("sure BETWEEN 1 AND 3", name=op.f("ck_rating_sure")),
        sa.ForeignKeyConstraint(
            ["project_id", "label"],
            ["label.project_id", "label.number"],
            name=op.f("fk_rating_project_id_label"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_rating_project_id")),
        sa.ForeignKeyConstraint(
            ["sentence_id"], ["sentence.id"], name=op.f("fk_rating_sentence_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_rating_submission_id")
        ),
        sa.PrimaryKeyConstraint(
            "submission_id", "sentence_id", "rank", "label", name=op.f("pk_rating")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_rating_sentence_id", "rating", ["project_id", "sentence_id"], unique=False)
    op.create_index(
        "uq_rating_main",
        "rating",
        ["submission_id", "sentence_id"],
        unique=True,
        sqlite_where=sa.text("rank = 1"),
        postgresql_where=sa.text("rank = 1"),
    )

    op.create_table(
        "second_look",
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("sentence_id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("cleared_by", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("reason IN ('split', 'question')", name=op.f("ck_second_look_reason")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_second_look_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["cleared_by"], ["event.id"], name=op.f("fk_second_look_cleared_by")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_second_look_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"], ["sentence.id"], name=op.f("fk_second_look_sentence_id")
        ),
        sa.PrimaryKeyConstraint("assignment_id", "sentence_id", name=op.f("pk_second_look")),
        sqlite_strict=True,
    )
    op.create_table(
        "sentence_shingle",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("shingle", sa.BigInteger(), nullable=False),
        sa.Column("sentence_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_sentence_shingle_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["sentence_id"], ["sentence.id"], name=op.f("fk_sentence_shingle_sentence_id")
        ),
        sa.PrimaryKeyConstraint(
            "project_id", "shingle", "sentence_id", name=op.f("pk_sentence_shingle")
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_sentence_shingle_sentence_id", "sentence_shingle", ["sentence_id"], unique=False
    )

    op.create_table(
        "span",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("assignment_id", sa.BigInteger(), nullable=False),
        sa.Column("sentence_id", sa.BigInteger(), nullable=True),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("sure", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("codebook_version_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("(kind = 1) = (sentence_id IS NOT NULL)", name=op.f("ck_span_sentence")),
        sa.CheckConstraint("(kind = 2) = (ref IS NOT NULL)", name=op.f("ck_span_ref")),
        sa.CheckConstraint("kind IN (1, 2)", name=op.f("ck_span_kind")),
        sa.CheckConstraint("rank IN (1, 2)", name=op.f("ck_span_rank")),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_span_bounds")),
        sa.CheckConstraint("sure BETWEEN 1 AND 3", name=op.f("ck_span_sure")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_span_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["codebook_version_id"],
            ["codebook_version.id"],
            name=op.f("fk_span_codebook_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "label"],
            ["label.project_id", "label.number"],
            name=op.f("fk_span_project_id_label"),
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_span_project_id")),
        sa.ForeignKeyConstraint(["sentence_id"], ["sentence.id"], name=op.f("fk_span_sentence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_span")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_span_assignment_id",
        "span",
        ["project_id", "assignment_id", "sentence_id"],
        unique=False,
    )
    op.create_index(
        "uq_span_main",
        "span",
        ["assignment_id", "sentence_id"],
        unique=True,
        sqlite_where=sa.text("kind = 1 AND rank = 1 AND deleted_at IS NULL"),
        postgresql_where=sa.text("kind = 1 AND rank = 1 AND deleted_at IS NULL"),
    )
    op.create_index(
        "uq_span_ref",
        "span",
        ["assignment_id", "ref"],
        unique=True,
        sqlite_where=sa.text("ref IS NOT NULL"),
        postgresql_where=sa.text("ref IS NOT NULL"),
    )

    op.create_table(
        "decision_basis",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_basis_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id", "label"],
            ["label.project_id", "label.number"],
            name=op.f("fk_decision_basis_project_id_label"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_decision_basis_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_decision_basis_submission_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", "submission_id", name=op.f("pk_decision_basis")),
        sqlite_strict=True,
    )
    statements: dict[str, tuple[str, ...]] = {
        "sqlite": (
            "CREATE VIRTUAL TABLE article_words_search USING fts5(project_id, about, words, content='article_words', content_rowid='article_id', tokenize='ascii', prefix='3')",
            "CREATE TRIGGER article_words_inserted AFTER INSERT ON article_words BEGIN INSERT INTO article_words_search(rowid, project_id, about, words) VALUES (new.article_id, new.project_id, new.about, new.words); END",
            "CREATE TRIGGER article_words_deleted AFTER DELETE ON article_words BEGIN INSERT INTO article_words_search(article_words_search, rowid, project_id, about, words) VALUES ('delete', old.article_id, old.project_id, old.about, old.words); END",
            "CREATE TRIGGER article_words_updated AFTER UPDATE OF about, words ON article_words BEGIN INSERT INTO article_words_search(article_words_search, rowid, project_id, about, words) VALUES ('delete', old.article_id, old.project_id, old.about, old.words); INSERT INTO article_words_search(rowid, project_id, about, words) VALUES (new.article_id, new.project_id, new.about, new.words); END",
        ),
        "postgresql": (
            "CREATE INDEX ix_article_words_search ON article_words USING gin (to_tsvector('simple'::regconfig, article_words.about || ' ' || article_words.words))",
        ),
    }
    for statement in statements[op.get_bind().dialect.name]:
        op.execute(statement)

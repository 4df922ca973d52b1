-- The tables of Annotator as SQLite sees them. This file is rendered from the models by
-- `annotator schema`; change a model and render it again. Times are microseconds since 1970 in
-- UTC, offsets are Unicode code points into article.text with the end exclusive.

CREATE TABLE user (
    id INTEGER NOT NULL,
    public_id TEXT NOT NULL,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL,
    display_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    is_administrator INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER,
    CONSTRAINT pk_user PRIMARY KEY (id),
    CONSTRAINT ck_user_is_administrator CHECK (is_administrator IN (0, 1)),
    CONSTRAINT ck_user_username CHECK (length(username) > 0),
    CONSTRAINT uq_user_public_id UNIQUE (public_id),
    CONSTRAINT uq_user_username_key UNIQUE (username_key)
)
 STRICT;

CREATE TABLE session (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    described TEXT NOT NULL,
    revoked_at INTEGER,
    CONSTRAINT pk_session PRIMARY KEY (id),
    CONSTRAINT fk_session_user_id FOREIGN KEY(user_id) REFERENCES user (id),
    CONSTRAINT uq_session_token_hash UNIQUE (token_hash)
)
 STRICT;

CREATE INDEX ix_session_user_id ON session (user_id);

CREATE TABLE setup_token (
    id INTEGER NOT NULL,
    token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER,
    CONSTRAINT pk_setup_token PRIMARY KEY (id),
    CONSTRAINT uq_setup_token_token_hash UNIQUE (token_hash)
)
 STRICT;

CREATE TABLE sign_in_attempt (
    id INTEGER NOT NULL,
    username_key TEXT NOT NULL,
    address TEXT NOT NULL,
    device_id INTEGER,
    succeeded INTEGER NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT pk_sign_in_attempt PRIMARY KEY (id),
    CONSTRAINT ck_sign_in_attempt_succeeded CHECK (succeeded IN (0, 1)),
    CONSTRAINT fk_sign_in_attempt_device_id FOREIGN KEY(device_id) REFERENCES known_device (id)
)
 STRICT;

CREATE INDEX ix_sign_in_attempt_address ON sign_in_attempt (address, at);

CREATE INDEX ix_sign_in_attempt_username_key ON sign_in_attempt (username_key, at);

CREATE TABLE known_device (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    token_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT pk_known_device PRIMARY KEY (id),
    CONSTRAINT fk_known_device_user_id FOREIGN KEY(user_id) REFERENCES user (id),
    CONSTRAINT uq_known_device_token_hash UNIQUE (token_hash)
)
 STRICT;

CREATE INDEX ix_known_device_user_id ON known_device (user_id);

CREATE TABLE second_factor (
    user_id INTEGER NOT NULL,
    secret TEXT NOT NULL,
    last_step INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    CONSTRAINT pk_second_factor PRIMARY KEY (user_id),
    CONSTRAINT fk_second_factor_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT;

CREATE TABLE recovery_code (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    code_hash TEXT NOT NULL,
    used_at INTEGER,
    CONSTRAINT pk_recovery_code PRIMARY KEY (id),
    CONSTRAINT fk_recovery_code_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT;

CREATE INDEX ix_recovery_code_user_id ON recovery_code (user_id);

CREATE TABLE identity (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT pk_identity PRIMARY KEY (id),
    CONSTRAINT uq_identity_issuer_subject UNIQUE (issuer, subject),
    CONSTRAINT fk_identity_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT;

CREATE INDEX ix_identity_user_id ON identity (user_id);

CREATE TABLE project (
    id INTEGER NOT NULL,
    public_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    overlap INTEGER NOT NULL,
    hides_source INTEGER NOT NULL,
    shows_names INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    archived_at INTEGER,
    CONSTRAINT pk_project PRIMARY KEY (id),
    CONSTRAINT ck_project_overlap CHECK (overlap BETWEEN 1 AND 50),
    CONSTRAINT ck_project_hides_source CHECK (hides_source IN (0, 1)),
    CONSTRAINT ck_project_shows_names CHECK (shows_names IN (0, 1)),
    CONSTRAINT ck_project_slug CHECK (length(slug) > 0),
    CONSTRAINT uq_project_public_id UNIQUE (public_id),
    CONSTRAINT uq_project_slug UNIQUE (slug)
)
 STRICT;

CREATE TABLE participant (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    pseudonym TEXT NOT NULL,
    joined_at INTEGER NOT NULL,
    left_at INTEGER,
    CONSTRAINT pk_participant PRIMARY KEY (id),
    CONSTRAINT uq_participant_project_id_user_id UNIQUE (project_id, user_id),
    CONSTRAINT uq_participant_project_id_pseudonym UNIQUE (project_id, pseudonym),
    CONSTRAINT fk_participant_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_participant_user_id FOREIGN KEY(user_id) REFERENCES user (id)
)
 STRICT;

CREATE INDEX ix_participant_user_id ON participant (user_id);

CREATE TABLE role (
    project_id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    CONSTRAINT pk_role PRIMARY KEY (participant_id, role),
    CONSTRAINT ck_role_role CHECK (role IN ('lead', 'annotator', 'researcher')),
    CONSTRAINT fk_role_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_role_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT;

CREATE TABLE invitation (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    meant_for TEXT NOT NULL,
    invited_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    used_by INTEGER,
    revoked_at INTEGER,
    CONSTRAINT pk_invitation PRIMARY KEY (id),
    CONSTRAINT ck_invitation_role CHECK (role IN ('lead', 'annotator', 'researcher')),
    CONSTRAINT fk_invitation_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash),
    CONSTRAINT fk_invitation_invited_by FOREIGN KEY(invited_by) REFERENCES user (id),
    CONSTRAINT fk_invitation_used_by FOREIGN KEY(used_by) REFERENCES user (id)
)
 STRICT;

CREATE INDEX ix_invitation_project_id ON invitation (project_id);

CREATE TABLE api_token (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    may_write INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER,
    CONSTRAINT pk_api_token PRIMARY KEY (id),
    CONSTRAINT ck_api_token_may_write CHECK (may_write IN (0, 1)),
    CONSTRAINT fk_api_token_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_api_token_user_id FOREIGN KEY(user_id) REFERENCES user (id),
    CONSTRAINT uq_api_token_token_hash UNIQUE (token_hash)
)
 STRICT;

CREATE INDEX ix_api_token_user_id ON api_token (user_id);

CREATE TABLE background (
    participant_id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    self_placement TEXT NOT NULL,
    languages TEXT NOT NULL,
    profession TEXT NOT NULL,
    consented_at INTEGER NOT NULL,
    CONSTRAINT pk_background PRIMARY KEY (participant_id),
    CONSTRAINT fk_background_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id),
    CONSTRAINT fk_background_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
 STRICT;

CREATE TABLE codebook_version (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    markdown TEXT NOT NULL,
    scheme TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    CONSTRAINT pk_codebook_version PRIMARY KEY (id),
    CONSTRAINT uq_codebook_version_project_id_number UNIQUE (project_id, number),
    CONSTRAINT fk_codebook_version_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
 STRICT;

CREATE TABLE label (
    project_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    letter TEXT NOT NULL,
    shortcut TEXT NOT NULL,
    hue INTEGER NOT NULL,
    position INTEGER NOT NULL,
    for_sentences INTEGER NOT NULL,
    for_phrases INTEGER NOT NULL,
    is_none INTEGER NOT NULL,
    retired_at INTEGER,
    CONSTRAINT pk_label PRIMARY KEY (project_id, number),
    CONSTRAINT uq_label_project_id_key UNIQUE (project_id, "key"),
    CONSTRAINT ck_label_number CHECK (number BETWEEN 0 AND 999),
    CONSTRAINT ck_label_hue CHECK (hue BETWEEN 0 AND 9),
    CONSTRAINT ck_label_for_sentences CHECK (for_sentences IN (0, 1)),
    CONSTRAINT ck_label_for_phrases CHECK (for_phrases IN (0, 1)),
    CONSTRAINT ck_label_is_none CHECK (is_none IN (0, 1)),
    CONSTRAINT fk_label_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
 STRICT;

CREATE UNIQUE INDEX uq_label_none ON label (project_id) WHERE is_none = 1;

CREATE TABLE import_batch (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    imported_by INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    report TEXT NOT NULL,
    live_at INTEGER,
    CONSTRAINT pk_import_batch PRIMARY KEY (id),
    CONSTRAINT fk_import_batch_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_import_batch_imported_by FOREIGN KEY(imported_by) REFERENCES user (id)
)
 STRICT;

CREATE INDEX ix_import_batch_project_id ON import_batch (project_id, live_at);

CREATE TABLE article (
    id INTEGER NOT NULL,
    public_id TEXT NOT NULL,
    project_id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    byline TEXT NOT NULL,
    url TEXT NOT NULL,
    published_on TEXT NOT NULL,
    published_precision TEXT NOT NULL,
    language TEXT NOT NULL,
    held_at INTEGER,
    text TEXT NOT NULL,
    text_licence TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    raw_sha256 TEXT NOT NULL,
    extractor TEXT NOT NULL,
    splitter TEXT NOT NULL,
    external_id TEXT NOT NULL,
    receipt TEXT NOT NULL,
    CONSTRAINT pk_article PRIMARY KEY (id),
    CONSTRAINT ck_article_published_precision CHECK (published_precision IN ('', 'year', 'month', 'day')),
    CONSTRAINT ck_article_text CHECK (length(text) > 0),
    CONSTRAINT uq_article_public_id UNIQUE (public_id),
    CONSTRAINT fk_article_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_article_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id)
)
 STRICT;

CREATE INDEX ix_article_held_at ON article (project_id, id) WHERE held_at IS NOT NULL;

CREATE INDEX ix_article_language ON article (project_id, language, id, batch_id, held_at);

CREATE INDEX ix_article_newest ON article (project_id, id, batch_id, language, held_at);

CREATE INDEX ix_article_outlet ON article (project_id, outlet, id, batch_id, language, held_at);

CREATE INDEX ix_article_project_id ON article (project_id, batch_id);

CREATE INDEX ix_article_published_on ON article (project_id, published_on, id, batch_id, language, held_at);

CREATE INDEX ix_article_text_sha256 ON article (project_id, text_sha256);

CREATE UNIQUE INDEX uq_article_external_id ON article (project_id, external_id) WHERE external_id <> '';

CREATE TABLE article_words (
    article_id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT pk_article_words PRIMARY KEY (article_id),
    CONSTRAINT fk_article_words_article_id FOREIGN KEY(article_id) REFERENCES article (id),
    CONSTRAINT fk_article_words_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
 STRICT;

CREATE INDEX ix_article_words_title ON article_words (project_id, title, article_id);

CREATE VIRTUAL TABLE article_words_search USING fts5(project_id, about, words, content='article_words', content_rowid='article_id', tokenize='ascii', prefix='3');

CREATE TRIGGER article_words_inserted AFTER INSERT ON article_words BEGIN INSERT INTO article_words_search(rowid, project_id, about, words) VALUES (new.article_id, new.project_id, new.about, new.words); END;

CREATE TRIGGER article_words_deleted AFTER DELETE ON article_words BEGIN INSERT INTO article_words_search(article_words_search, rowid, project_id, about, words) VALUES ('delete', old.article_id, old.project_id, old.about, old.words); END;

CREATE TRIGGER article_words_updated AFTER UPDATE OF about, words ON article_words BEGIN INSERT INTO article_words_search(article_words_search, rowid, project_id, about, words) VALUES ('delete', old.article_id, old.project_id, old.about, old.words); INSERT INTO article_words_search(rowid, project_id, about, words) VALUES (new.article_id, new.project_id, new.about, new.words); END;

CREATE TABLE paragraph (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    zone TEXT NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT pk_paragraph PRIMARY KEY (id),
    CONSTRAINT uq_paragraph_article_id_position UNIQUE (article_id, position),
    CONSTRAINT ck_paragraph_zone CHECK (zone IN ('headline', 'deck', 'byline', 'body', 'caption', 'credit', 'furniture')),
    CONSTRAINT ck_paragraph_bounds CHECK (start >= 0 AND "end" > start),
    CONSTRAINT fk_paragraph_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_paragraph_article_id FOREIGN KEY(article_id) REFERENCES article (id)
)
 STRICT;

CREATE TABLE sentence (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    paragraph_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    reason TEXT NOT NULL,
    quote_open INTEGER NOT NULL,
    text_hash INTEGER NOT NULL,
    made_by INTEGER,
    retired_by INTEGER,
    CONSTRAINT pk_sentence PRIMARY KEY (id),
    CONSTRAINT ck_sentence_bounds CHECK (start >= 0 AND "end" > start),
    CONSTRAINT ck_sentence_quote_open CHECK (quote_open IN (0, 1)),
    CONSTRAINT fk_sentence_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_sentence_article_id FOREIGN KEY(article_id) REFERENCES article (id),
    CONSTRAINT fk_sentence_paragraph_id FOREIGN KEY(paragraph_id) REFERENCES paragraph (id),
    CONSTRAINT fk_sentence_made_by FOREIGN KEY(made_by) REFERENCES repair (id),
    CONSTRAINT fk_sentence_retired_by FOREIGN KEY(retired_by) REFERENCES repair (id)
)
 STRICT;

CREATE INDEX ix_sentence_article_id ON sentence (article_id);

CREATE INDEX ix_sentence_paragraph_id ON sentence (paragraph_id);

CREATE INDEX ix_sentence_text_hash ON sentence (project_id, text_hash);

CREATE UNIQUE INDEX uq_sentence_position ON sentence (article_id, position) WHERE retired_by IS NULL;

CREATE TABLE repair (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    undone_at INTEGER,
    event_id INTEGER,
    CONSTRAINT pk_repair PRIMARY KEY (id),
    CONSTRAINT ck_repair_kind CHECK (kind IN ('merge', 'split', 'move edge')),
    CONSTRAINT fk_repair_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_repair_article_id FOREIGN KEY(article_id) REFERENCES article (id),
    CONSTRAINT fk_repair_made_by FOREIGN KEY(made_by) REFERENCES user (id),
    CONSTRAINT fk_repair_event_id FOREIGN KEY(event_id) REFERENCES event (id)
)
 STRICT;

CREATE INDEX ix_repair_article_id ON repair (project_id, article_id);

CREATE TABLE refused (
    batch_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    record TEXT NOT NULL,
    CONSTRAINT pk_refused PRIMARY KEY (batch_id, position),
    CONSTRAINT fk_refused_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id),
    CONSTRAINT fk_refused_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
 STRICT;

CREATE TABLE column_mapping (
    project_id INTEGER NOT NULL,
    columns_hash TEXT NOT NULL,
    meaning TEXT NOT NULL,
    CONSTRAINT pk_column_mapping PRIMARY KEY (project_id, columns_hash),
    CONSTRAINT fk_column_mapping_project_id FOREIGN KEY(project_id) REFERENCES project (id)
)
 STRICT;

CREATE TABLE sentence_shingle (
    project_id INTEGER NOT NULL,
    shingle INTEGER NOT NULL,
    sentence_id INTEGER NOT NULL,
    CONSTRAINT pk_sentence_shingle PRIMARY KEY (project_id, shingle, sentence_id),
    CONSTRAINT fk_sentence_shingle_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_sentence_shingle_sentence_id FOREIGN KEY(sentence_id) REFERENCES sentence (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_sentence_shingle_sentence_id ON sentence_shingle (sentence_id);

CREATE TABLE article_link (
    article_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    shared INTEGER NOT NULL,
    near INTEGER NOT NULL,
    state TEXT NOT NULL,
    decided_by INTEGER,
    decided_at INTEGER,
    CONSTRAINT pk_article_link PRIMARY KEY (article_id, other_id),
    CONSTRAINT ck_article_link_state CHECK (state IN ('found', 'linked', 'apart')),
    CONSTRAINT fk_article_link_article_id FOREIGN KEY(article_id) REFERENCES article (id),
    CONSTRAINT fk_article_link_other_id FOREIGN KEY(other_id) REFERENCES article (id),
    CONSTRAINT fk_article_link_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_article_link_decided_by FOREIGN KEY(decided_by) REFERENCES user (id)
)
 STRICT;

CREATE INDEX ix_article_link_other_id ON article_link (other_id);

CREATE INDEX ix_article_link_project_id ON article_link (project_id, state);

CREATE TABLE assignment (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    submitted_at INTEGER,
    CONSTRAINT pk_assignment PRIMARY KEY (id),
    CONSTRAINT uq_assignment_project_id_article_id_participant_id UNIQUE (project_id, article_id, participant_id),
    CONSTRAINT ck_assignment_state CHECK (state IN ('open', 'submitted')),
    CONSTRAINT fk_assignment_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_assignment_article_id FOREIGN KEY(article_id) REFERENCES article (id),
    CONSTRAINT fk_assignment_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id)
)
 STRICT;

CREATE INDEX ix_assignment_article_id ON assignment (project_id, article_id, state);

CREATE INDEX ix_assignment_participant_id ON assignment (project_id, participant_id, state);

CREATE TABLE span (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    assignment_id INTEGER NOT NULL,
    sentence_id INTEGER,
    label INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    ref TEXT,
    sure INTEGER NOT NULL,
    note TEXT NOT NULL,
    codebook_version_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    CONSTRAINT pk_span PRIMARY KEY (id),
    CONSTRAINT fk_span_project_id_label FOREIGN KEY(project_id, label) REFERENCES label (project_id, number),
    CONSTRAINT ck_span_kind CHECK (kind IN (1, 2)),
    CONSTRAINT ck_span_rank CHECK (rank IN (1, 2)),
    CONSTRAINT ck_span_bounds CHECK (start >= 0 AND "end" > start),
    CONSTRAINT ck_span_sure CHECK (sure BETWEEN 1 AND 3),
    CONSTRAINT ck_span_sentence CHECK ((kind = 1) = (sentence_id IS NOT NULL)),
    CONSTRAINT ck_span_ref CHECK ((kind = 2) = (ref IS NOT NULL)),
    CONSTRAINT fk_span_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_span_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id),
    CONSTRAINT fk_span_sentence_id FOREIGN KEY(sentence_id) REFERENCES sentence (id),
    CONSTRAINT fk_span_codebook_version_id FOREIGN KEY(codebook_version_id) REFERENCES codebook_version (id)
)
 STRICT;

CREATE INDEX ix_span_assignment_id ON span (project_id, assignment_id, sentence_id);

CREATE UNIQUE INDEX uq_span_main ON span (assignment_id, sentence_id) WHERE kind = 1 AND rank = 1 AND deleted_at IS NULL;

CREATE UNIQUE INDEX uq_span_ref ON span (assignment_id, ref) WHERE ref IS NOT NULL;

CREATE TABLE second_look (
    assignment_id INTEGER NOT NULL,
    sentence_id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    cleared_by INTEGER,
    CONSTRAINT pk_second_look PRIMARY KEY (assignment_id, sentence_id),
    CONSTRAINT ck_second_look_reason CHECK (reason IN ('split', 'question')),
    CONSTRAINT fk_second_look_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id),
    CONSTRAINT fk_second_look_sentence_id FOREIGN KEY(sentence_id) REFERENCES sentence (id),
    CONSTRAINT fk_second_look_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_second_look_cleared_by FOREIGN KEY(cleared_by) REFERENCES event (id)
)
 STRICT;

CREATE TABLE submission (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    assignment_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    codebook_version_id INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    CONSTRAINT pk_submission PRIMARY KEY (id),
    CONSTRAINT uq_submission_assignment_id_number UNIQUE (assignment_id, number),
    CONSTRAINT fk_submission_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_submission_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id),
    CONSTRAINT fk_submission_codebook_version_id FOREIGN KEY(codebook_version_id) REFERENCES codebook_version (id)
)
 STRICT;

CREATE INDEX ix_submission_project_id ON submission (project_id, number);

CREATE TABLE rating (
    project_id INTEGER NOT NULL,
    submission_id INTEGER NOT NULL,
    sentence_id INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    label INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    sure INTEGER NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_rating PRIMARY KEY (submission_id, sentence_id, rank, label),
    CONSTRAINT fk_rating_project_id_label FOREIGN KEY(project_id, label) REFERENCES label (project_id, number),
    CONSTRAINT ck_rating_rank CHECK (rank IN (1, 2)),
    CONSTRAINT ck_rating_origin CHECK (origin IN (1, 2, 3, 4, 5)),
    CONSTRAINT ck_rating_sure CHECK (sure BETWEEN 1 AND 3),
    CONSTRAINT fk_rating_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_rating_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id),
    CONSTRAINT fk_rating_sentence_id FOREIGN KEY(sentence_id) REFERENCES sentence (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX ix_rating_sentence_id ON rating (project_id, sentence_id);

CREATE UNIQUE INDEX uq_rating_main ON rating (submission_id, sentence_id) WHERE rank = 1;

CREATE TABLE submitted_phrase (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    submission_id INTEGER NOT NULL,
    label INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    CONSTRAINT pk_submitted_phrase PRIMARY KEY (id),
    CONSTRAINT fk_submitted_phrase_project_id_label FOREIGN KEY(project_id, label) REFERENCES label (project_id, number),
    CONSTRAINT ck_submitted_phrase_bounds CHECK (start >= 0 AND "end" > start),
    CONSTRAINT fk_submitted_phrase_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_submitted_phrase_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id)
)
 STRICT;

CREATE INDEX ix_submitted_phrase_submission_id ON submitted_phrase (project_id, submission_id);

CREATE TABLE job (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    parameters TEXT NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    message TEXT NOT NULL,
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    started_at INTEGER,
    seen_at INTEGER,
    finished_at INTEGER,
    cancel_asked_at INTEGER,
    CONSTRAINT pk_job PRIMARY KEY (id),
    CONSTRAINT ck_job_state CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    CONSTRAINT fk_job_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_job_made_by FOREIGN KEY(made_by) REFERENCES user (id)
)
 STRICT;

CREATE INDEX ix_job_state ON job (state, id);

CREATE TABLE event (
    id INTEGER NOT NULL,
    project_id INTEGER,
    actor_id INTEGER,
    assignment_id INTEGER,
    op_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    undoes INTEGER,
    at INTEGER NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT fk_event_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_event_actor_id FOREIGN KEY(actor_id) REFERENCES user (id),
    CONSTRAINT fk_event_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id),
    CONSTRAINT uq_event_op_id UNIQUE (op_id),
    CONSTRAINT fk_event_undoes FOREIGN KEY(undoes) REFERENCES event (id)
)
 STRICT;

CREATE INDEX ix_event_assignment_id ON event (project_id, assignment_id, subject, subject_id, sequence) WHERE assignment_id IS NOT NULL;

CREATE TABLE decision (
    id INTEGER NOT NULL,
    project_id INTEGER NOT NULL,
    sentence_id INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    label INTEGER,
    reason TEXT NOT NULL,
    clause TEXT NOT NULL,
    decided_by INTEGER NOT NULL,
    decided_at INTEGER NOT NULL,
    superseded_at INTEGER,
    CONSTRAINT pk_decision PRIMARY KEY (id),
    CONSTRAINT fk_decision_project_id_label FOREIGN KEY(project_id, label) REFERENCES label (project_id, number),
    CONSTRAINT ck_decision_verdict CHECK (verdict IN ('settled', 'both_defensible', 'excluded')),
    CONSTRAINT ck_decision_label CHECK ((verdict = 'settled') = (label IS NOT NULL)),
    CONSTRAINT fk_decision_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_decision_sentence_id FOREIGN KEY(sentence_id) REFERENCES sentence (id),
    CONSTRAINT fk_decision_decided_by FOREIGN KEY(decided_by) REFERENCES user (id)
)
 STRICT;

CREATE UNIQUE INDEX uq_decision_live ON decision (project_id, sentence_id) WHERE superseded_at IS NULL;

CREATE TABLE decision_basis (
    project_id INTEGER NOT NULL,
    decision_id INTEGER NOT NULL,
    submission_id INTEGER NOT NULL,
    label INTEGER NOT NULL,
    CONSTRAINT pk_decision_basis PRIMARY KEY (decision_id, submission_id),
    CONSTRAINT fk_decision_basis_project_id_label FOREIGN KEY(project_id, label) REFERENCES label (project_id, number),
    CONSTRAINT fk_decision_basis_project_id FOREIGN KEY(project_id) REFERENCES project (id),
    CONSTRAINT fk_decision_basis_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id),
    CONSTRAINT fk_decision_basis_submission_id FOREIGN KEY(submission_id) REFERENCES submission (id)
)
 STRICT;

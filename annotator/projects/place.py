"""A person's standing in a project."""

from dataclasses import dataclass

from annotator.projects.roles import Role


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the project's navigation: a feature's first page."""

    text: str
    endpoint: str


NAVIGATION = (
    (Link("Overview", "dashboard.project"), frozenset(Role)),
    (Link("Label", "labelling.work"), frozenset({Role.ANNOTATOR})),
    (Link("Articles", "articles.articles"), frozenset({Role.LEAD})),
    (Link("Review", "review.queue"), frozenset({Role.LEAD})),
    (Link("Agreement", "agreement.overview"), frozenset({Role.LEAD, Role.RESEARCHER})),
    (Link("Export", "export.choose"), frozenset({Role.LEAD, Role.RESEARCHER})),
    (Link("Codebook", "codebook.codebook"), frozenset(Role)),
    (Link("People", "projects.people"), frozenset({Role.LEAD})),
    (Link("Settings", "settings.show"), frozenset({Role.LEAD})),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A project as one of its participants meets it; an archived one can be read alone."""

    project_id: int
    slug: str
    name: str
    language: str
    overlap: int
    hides_source: bool
    participant_id: int
    roles: frozenset[str]
    archived: bool

    @property
    def links(self) -> tuple[Link, ...]:
        """The pages that this person may open."""
        return tuple(link for link, roles in NAVIGATION if roles & self.roles)

    def is_lead(self) -> bool:
        """Whether the person leads this project."""
        return Role.LEAD in self.roles

"""The event that everything is derived from: an article as it was received, or its withdrawal."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas import ids
from schemas.moments import Moment, day_of, days_after

TYPE = "trucewire.article.received.v1"

MAX_CHARACTERS = 800_000
"""An article longer than this is refused: it would not fit a Kafka record with room for a dead letter."""


class Article(BaseModel):
    """One version of one article. Unknown fields are errors; a missing optional field is null."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(max_length=500)] | None = Field(
        default=None, description="The id that the source gave, if any."
    )
    url: Annotated[str, Field(max_length=2000)] | None = None
    outlet: Annotated[str, Field(max_length=200)] | None = Field(
        default=None, description="Name or domain of who published."
    )
    title: Annotated[str, Field(max_length=2000)] | None = None
    text: Annotated[str, Field(max_length=MAX_CHARACTERS)]
    published: Moment | None = None
    updated: Moment | None = None
    stated: Moment | None = Field(
        default=None, description="The day that the operator gave where the article has none."
    )
    language: Annotated[str, Field(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")] | None = None
    received: Moment | None = Field(
        default=None, description="The producer's stamp; it orders versions and nothing else."
    )
    withdrawn: Annotated[str, Field(max_length=1000)] | None = Field(
        default=None, description="Why the article was withdrawn; the event then has no claims."
    )
    article_id: str = Field(
        default="", description="uuid5 of the canonical url, else of the id, else of outlet and text."
    )

    @model_validator(mode="after")
    def _known_and_possible(self) -> "Article":
        computed = ids.article_id(url=self.url, given=self.id, outlet=self.outlet, text=self.text)
        if not self.article_id:
            object.__setattr__(self, "article_id", computed)
        elif self.withdrawn is None and self.article_id != computed:
            raise ValueError("article_id does not belong to the url, id or text")
        if self.withdrawn is None and not self.text.strip():
            raise ValueError("the article has no text")
        received, published = day_of(self.received), day_of(self.published)
        if received and published and published > days_after(received, 1):
            raise ValueError(f"published {published} lies in the future of its receipt on {received}")
        return self

    @property
    def content(self) -> str:
        """The sha256 of text and metadata without `received`; a withdrawal's includes its own `received`."""
        left_out = {"article_id"} if self.withdrawn is not None else {"article_id", "received"}
        return ids.content_id(self.model_dump(exclude=left_out))

    @property
    def day(self) -> str | None:
        """The article's day as its metadata has it: `published`, else `stated`."""
        return day_of(self.published) or day_of(self.stated)

"""`discussion`: something to talk about, with what makes the talk good, and for the key what to listen for.

type: discussion
prompt: Was Rapallo a plot, or a bargain between two outsiders?
criteria: [answer what others have said, name facts from the background]
points:
  - Each side had reasons of its own; neither had a partner among the great powers.

Sentence starters stand under `scaffold`, so that a tier may have its own.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from hornbook.activities.base import Activity, Model, PointLike
from hornbook.prose import Prose


class DiscussionRole(Model):
    """What one pupil of a group looks after."""

    name: Prose = Field(description="The role: chair, sceptic …")
    task: Prose = Field(description="What this pupil does.")


class Discussion(Activity):
    """A question to discuss in pairs, groups or the whole class; it earns no marks unless `marks` says so."""

    type: Literal["discussion"]
    prompt: Prose = Field(description="What is discussed.")
    criteria: tuple[Prose, ...] = Field(
        (), description='What makes the discussion good, each as it goes on after "You do well if you".'
    )
    roles: tuple[DiscussionRole, ...] = Field((), max_length=8, description="The roles in a group.")
    points: tuple[PointLike, ...] = Field(min_length=1, description="For the key: what to listen for.")

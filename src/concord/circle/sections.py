"""Which page belongs to which part of what a person keeps here. A page that stands in no table is hers alone.

A part is shared as a whole. The tables name the folders of the site, and the pages that differ from their folder.
"""

from __future__ import annotations

ANSWERS, CHOICES, QUESTIONS, MATTERS = "answers", "choices", "questions", "matters"
PLAN, OPINION, CHECKINS, READING = "plan", "opinion", "checkins", "reading"
SECTIONS = (ANSWERS, CHOICES, QUESTIONS, MATTERS, PLAN, OPINION, CHECKINS, READING)
"""What can be shared, in the order in which it is asked about."""

ALONE = "alone"
"""Hers alone, whatever she shares: account, consents, keys, export, deleting, the circle, and her own yes or no."""
OPEN = "open"
"""The same for everyone. Whoever looks at it for another sees nothing of anybody's answers there."""
OWN = "own"
"""About the browser of whoever looks: staying signed in, signing out, entering a code."""
PLACES = frozenset({*SECTIONS, ALONE, OPEN, OWN})

ALSO_FOR_ALL = frozenset({READING})
"""Parts whose pages anybody may read; what is shared of them is what she saved there."""

FOLDERS = {
    "way": ANSWERS,
    "whole": ANSWERS,
    "treatments": ANSWERS,
    "bring": ANSWERS,
    "choices": CHOICES,
    "trials": CHOICES,
    "visit": QUESTIONS,
    "matters": MATTERS,
    "plan": PLAN,
    "opinion": OPINION,
    "checkins": CHECKINS,
    "reading": READING,
    "home": OPEN,
    "site": OPEN,
    "feedback": OPEN,
    "host": ALONE,
    "guest": ALONE,
    "accounts": ALONE,
    "circle": ALONE,
    "notices": ALONE,
    "recheck": ALONE,
}

NAMES = {
    # the questions for a visit stand among the choices, and are shared apart from them
    "asks": QUESTIONS,
    "asks-pdf": QUESTIONS,
    "visit": QUESTIONS,
    "know": QUESTIONS,
    "know-pdf": QUESTIONS,
    # what she thinks of the conversation, and what deletes
    "visit_after": ALONE,
    "visit_remove": ALONE,
    "checkins_remove": ALONE,
    # her own word in the plan, and what hands it to others
    "plan_mine": ALONE,
    "plan_ways": ALONE,
    "plan_reported": ALONE,
    "plan_hand": ALONE,
    "plan_agree": ALONE,
    "plan_withdraw": ALONE,
    "plan_along": ALONE,
    "plan_code": OWN,
    # from a trial to the question of a fact that is missing
    "trials-answer": ANSWERS,
    "trial-answer": ANSWERS,
    # about pathology reports in general
    "pathology_report": OPEN,
    # the browser of whoever looks
    "stay": OWN,
    "sign_out": OWN,
    "circle_code": OWN,
    "circle_open": OWN,
    "circle_leave": OWN,
    "circle_here": OPEN,
    "circle_note": OPEN,
}

ALSO_NEEDS = {
    "visit_into_plan": PLAN,
    "checkins_plan": PLAN,
    "checkins_question": QUESTIONS,
}
"""Pages of one part that write into another: the same right to both is needed."""

ONLY_LOOKS = frozenset({"plan_pick"})
"""Pages whose form changes nothing; views can say the same of themselves."""


def place(folder: str, name: str) -> str:
    """A part, or one of ALONE, OPEN and OWN."""
    return NAMES.get(name) or FOLDERS.get(folder, ALONE)

"""What verdicts and the rules behind them are called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from scoring.verdict.terms import Rule, VerdictCode


def verdict_name(code: VerdictCode) -> str:
    """The name of a verdict."""
    return {
        VerdictCode.INSUFFICIENT: _("Not enough answers"),
        VerdictCode.STOP: _("Stop"),
        VerdictCode.FIX: _("Fix foundations first"),
        VerdictCode.PILOT: _("Decoupled pilot"),
        VerdictCode.CONDITIONS: _("Proceed with conditions"),
        VerdictCode.PROCEED: _("Proceed"),
    }[code]


def rule_words(rule: Rule) -> str:
    """The rule that decided, in a few words."""
    return {
        Rule.RESPONSE: _("too few answers"),
        Rule.UNSCORED: _("a dimension without a score"),
        Rule.STOP_GATES: _("the two gates that everything rests on are far from passed"),
        Rule.STOP_FOUNDATION: _("strategy and culture both stand too low"),
        Rule.STOP_SEQUENCE: _("technology is far ahead of a low foundation"),
        Rule.PROCEED: _("every dimension high enough and every gate passed"),
        Rule.CONDITIONS: _("every dimension high enough, no gate failed, a few not quite passed"),
        Rule.PILOT: _("no gate failed and a unit ready for a pilot"),
        Rule.FIX: _("none of the other rules is met"),
    }[rule]

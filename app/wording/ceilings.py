"""Says how much the fund pays at most in a year, what a lapse does to that, and what staying insured adds to it."""

from __future__ import annotations

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Ceiling, CeilingStand, Incentives, Option
from app.rules.record.history import Scheme
from app.wording.phrasebook import phrase
from app.wording.values import joined, money, month, months

AREA = "ceilings"
_NOTHING = Bilingual("", "")


def concerns_residents(found: Incentives, option: Option) -> bool:
    """True where the rises of residents' ceiling mean something to the person: insured as such, or about to be."""
    resident = option.resume_as is Scheme.RESIDENT or bool(found.consecutive_resident_years or found.years_before_lapse)
    return resident and found.each_year is not None


def ceiling_sentence(found: Ceiling) -> Bilingual:
    """The rule, where the person stood, where the option leads, what is lost and when the next step is reached."""
    told = [found.text, phrase(AREA, "stop")]
    if found.lapsed:
        told += [_before(found), phrase(AREA, "semicolon")]
    told += [_after(found)]
    if found.lapsed and found.lost is not Verdict.ASK:
        told.append(phrase(AREA, "lost" if found.lost is Verdict.YES else "not_lost"))
    if found.following is not None and found.next_month is not None:
        told.append(
            phrase(
                AREA,
                "next",
                month=month(found.next_month),
                n=months(found.following.from_months),
                stand=_stand(found.following, found.of),
            )
        )
    return joined(*told, phrase(AREA, "reference" if found.reference else "end"))


def incentive_sentence(found: Incentives) -> Bilingual:
    """How staying in resident insurance raises the ceiling, where the person stands, and what a lapse does to it."""
    assert found.each_year is not None  # noqa: S101  told only where a rule is recorded
    told = [phrase(AREA, "rises", years=found.after_years, each=money(found.each_year))]
    told += [phrase(AREA, "rises.unclaimed", each=money(found.zero_claim))] if found.zero_claim is not None else []
    told += [phrase(AREA, "rises.limit", percent=found.limit_percent)] if found.limit_percent is not None else []
    told += [phrase(AREA, "rises.elsewhere" if found.reference else "stop"), _years(found)]
    told.append(phrase(AREA, f"earned.{found.earned.value}"))
    if found.penalty is not None:
        told.append(phrase(AREA, "penalty", each=money(found.penalty)))
    elif found.may_lower:
        told.append(phrase(AREA, "may_lower"))
    return joined(*told, phrase(AREA, "end"))


def _years(found: Incentives) -> Bilingual:
    if found.years_before_lapse:
        return phrase(AREA, "years.lapsed", n=found.years_before_lapse)
    if not found.consecutive_resident_years:
        return phrase(AREA, "years.none")
    counted = phrase(AREA, "years", n=found.consecutive_resident_years)
    if found.ceiling_change:
        return joined(counted, phrase(AREA, "years.raised", sum=money(found.ceiling_change)))
    first = phrase(AREA, "years.first", year=found.first_rise) if found.first_rise is not None else _NOTHING
    return joined(counted, first, phrase(AREA, "years.anew"))


def _before(found: Ceiling) -> Bilingual:
    known = found.months_before
    counted = phrase(AREA, "before.open") if known is None else phrase(AREA, "before", n=months(known))
    return joined(counted, phrase(AREA, "up_to", stand=_stand(found.before, found.of))) if found.before else counted


def _after(found: Ceiling) -> Bilingual:
    when = "after" if found.lapsed else "now"
    counted = phrase(AREA, f"{when}.open") if found.months is None else phrase(AREA, when, n=months(found.months))
    if found.stand is not None:
        return joined(counted, phrase(AREA, "up_to", stand=_stand(found.stand, found.of)))
    if found.below is not None:
        return joined(counted, phrase(AREA, "below", n=months(found.below)))
    return joined(counted, phrase(AREA, "ask")) if found.months is None else counted


def _stand(stand: CeilingStand, of: Bilingual) -> Bilingual:
    told = phrase(AREA, "times", of=of, n=f"{stand.multiple.normalize():f}")
    if stand.supplement is not None:
        told = joined(told, phrase(AREA, "supplement", sum=money(stand.supplement)))
    return joined(told, phrase(AREA, "amount", sum=money(stand.amount))) if stand.amount is not None else told

"""`help-now`: where to find help."""

from typing import Annotated

import typer

from repairlog import content
from repairlog.cli.options import Plain, session
from repairlog.errors import UsageError


def help_now(
    ctx: typer.Context,
    *,
    country: Annotated[
        str, typer.Option(metavar="COUNTRY", help="Only the numbers of this one, such as GB.")
    ] = "",
    plain: Plain = False,
) -> None:
    """Say who to call when someone is hurt, or might be."""
    run = session(ctx, plain=plain)
    page = content.help_page()
    asked = country.strip().upper()
    names = {name.upper(): code for code, name in page.countries.items()}
    code = {**names, **page.also}.get(asked, asked)
    if code and code not in page.countries:
        known = ", ".join(page.countries.values())
        raise UsageError(
            page.page.no_country.format(country=country, countries=known),
            f"{page.page.hurt_now.format(emergency=page.page.emergency)}\n{page.page.elsewhere}",
        )
    run.data(run.help_now(code).strip("\n"))

"""Answers that several parts of the site give."""

from http import HTTPStatus

from flask import Response, make_response, render_template
from flask_wtf import FlaskForm


def form_page(template: str, form: FlaskForm, **context: object) -> Response:
    """Show a form; one that was refused is no success, so its status is 422."""
    refused = bool(form.errors)
    page = make_response(render_template(template, form=form, **context))
    page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return page

"""The guest book of a hotel."""

from urllib.parse import urlsplit

from flask import Flask, render_template, request

app = Flask(__name__)
app.config['ENTRIES'] = []


@app.template_filter()
def is_of_the_web(address: str) -> bool:
    """Tell whether an address is a page; there are too many other schemes to name them."""
    try:
        return urlsplit(address).scheme in {'http', 'https'}
    except ValueError:
        return False


@app.get('/')
def show() -> str:
    """Show what guests left."""
    entries = app.config['ENTRIES']
    # The template writes them for JavaScript: only there is it known where they will stand.
    names = [entry['name'] for entry in entries]
    return render_template('wall.html', entries=entries, names=names)


@app.post('/')
def add() -> str:
    """Keep what a guest writes."""
    app.config['ENTRIES'].append(request.form.to_dict())
    return show()

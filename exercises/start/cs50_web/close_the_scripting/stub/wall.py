"""The guest book of a hotel."""

import json

from flask import Flask, render_template, request

app = Flask(__name__)
app.config['ENTRIES'] = []


@app.get('/')
def show() -> str:
    """Show what guests left."""
    entries = app.config['ENTRIES']
    names = json.dumps([entry['name'] for entry in entries])
    return render_template('wall.html', entries=entries, names=names)


@app.post('/')
def add() -> str:
    """Keep what a guest writes."""
    app.config['ENTRIES'].append(request.form.to_dict())
    return show()

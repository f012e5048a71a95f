"""An answer reaches nobody: neither another host, nor what the reader has in this site."""

from tests.solving.conftest import Asked, Solver

#: Ways from Python to JavaScript, and what an answer might do with it.
REACHING = """
import pyodide_js
tried = []
def attempt(what):
    try: tried.append(repr(what()))
    except BaseException as error: tried.append(repr(error)[:200])
world = pyodide_js._module.constructor
attempt(lambda: pyodide_js.loadPackage.constructor("return fetch('{url}eval')")())
attempt(lambda: __import__('js').fetch('{url}js'))
attempt(lambda: __import__('pyodide').code.run_js("fetch('{url}run_js')"))
attempt(lambda: __import__('pyodide').http.open_url('{url}open_url'))
attempt(lambda: pyodide_js._api.loadBinaryFile('{url}binary'))
attempt(lambda: pyodide_js._module.readAsync('{url}async'))
attempt(lambda: pyodide_js._module.readBinary('{url}xhr'))
attempt(lambda: pyodide_js.loadPackage('{url}package.whl'))
attempt(lambda: __import__('urllib.request').request.urlopen('{url}urllib'))
def go(): return 1
"""
#: What a script could do that got into the frame of the runner, whose policy it has here.
IN_SUCH_A_FRAME = """async url => {
        const frame = document.createElement('iframe');
        const policy = (await (await fetch(base + 'manifest.json')).json()).policy;
        const tries = `
            const url = '${url}';
            const all = [() => fetch(url + 'fetch'), () => new WebSocket(url.replace('http', 'ws')),
                () => new EventSource(url + 'events'), () => importScripts(url + 'scripts'),
                () => import(url + 'import'), () => { const x = new XMLHttpRequest();
                x.open('GET', url + 'xhr', false); x.send(); }];
            for (const one of all) try { await one(); } catch (error) { }
            postMessage('tried');`;
        // The same policy as the runner's frame, but for the script that stands in it.
        const script = `const text = "(async () => {" + ${JSON.stringify(tries)} + "})()";
            const w = new Worker(URL.createObjectURL(new Blob([text])));
            w.onmessage = () => parent.postMessage('tried', '*');`;
        const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
        const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
        frame.setAttribute('sandbox', 'allow-scripts');
        const own = policy.replace(/sha256-[^']+/, 'sha256-' + hash);
        frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${own}">` +
            `<script>${script}</` + 'script>';
        const tried = new Promise(done => addEventListener('message', done, {once: true}));
        document.body.append(frame);
        await tried;
        frame.remove();
    }"""


def test_python_reaches_no_other_host(solver: Solver, asked: Asked) -> None:
    """Whatever way an answer finds, the other host is never asked for anything."""
    run = solver.run(REACHING.replace('{url}', asked.url))
    assert run.verdict in {'passed', 'not verified'}, run
    assert asked.paths == []


def test_a_worker_of_that_frame_reaches_no_other_host(solver: Solver, asked: Asked) -> None:
    """The policy of the frame holds for the workers that are made in it."""
    solver.page.evaluate(IN_SUCH_A_FRAME, asked.url)
    assert asked.paths == []


def test_the_other_host_can_be_reached(solver: Solver, asked: Asked) -> None:
    """From the page itself it can: so the other tests would see a request."""
    solver.page.evaluate('url => fetch(url + "page")', asked.url)
    assert asked.paths == ['/page']


def test_the_frame_has_nothing_of_the_reader_s(solver: Solver) -> None:
    """Its origin is one of its own, so there is no storage to read."""
    sandbox = solver.page.evaluate("document.querySelector('iframe').getAttribute('sandbox')")
    assert sandbox == 'allow-scripts'

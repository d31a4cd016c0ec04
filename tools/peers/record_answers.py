"""Stands before a completions server and writes down what it answers, for a test that replays it.

Each line of the file holds the path, the sha256 of the request's body, the status and the body of the answer.
No header is written, so no key is.
"""

import argparse
import hashlib
import http.server
import json
import threading
import urllib.error
import urllib.request


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, help="such as http://127.0.0.1:8080")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--out", required=True, help="JSON lines")
    args = parser.parse_args()
    writing = threading.Lock()

    class Recorder(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.forward(None)

        def do_POST(self):
            self.forward(self.rfile.read(int(self.headers["Content-Length"])))

        def forward(self, body):
            request = urllib.request.Request(args.server + self.path, data=body)
            request.add_header("Content-Type", "application/json")
            try:
                with urllib.request.urlopen(request) as answer:
                    status, words = answer.status, answer.read()
            except urllib.error.HTTPError as error:
                status, words = error.code, error.read()
            line = {
                "path": self.path,
                "request": hashlib.sha256(body or b"").hexdigest(),
                "status": status,
                "answer": words.decode("utf-8"),
            }
            with writing, open(args.out, "a", encoding="utf-8") as out:
                out.write(json.dumps(line) + "\n")
            self.send_response(status)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, format, *words):
            pass

    http.server.ThreadingHTTPServer(("127.0.0.1", args.port), Recorder).serve_forever()


if __name__ == "__main__":
    main()

"""A mail server for tests: prints the port it listens on, then one JSON line for each message it takes.

Usage: mail_server.py PORT [USER PASSWORD]. Port 0 is any free one.
Whoever is called refused@… does not exist here (550); busy@… is busy (451); a subject with "spam" is refused (554).
"""

import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 no such mailbox: " + address
        if address.startswith("busy@"):
            return "451 4.3.0 try again later, " + address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        if "spam" in (message["Subject"] or ""):
            return "554 5.7.1 not here"
        print(
            json.dumps(
                {
                    "from": envelope.mail_from,
                    "to": envelope.rcpt_tos,
                    "headers": {name.lower(): str(value) for name, value in message.items()},
                    "names": [name for name, _ in message.items()],
                    "lines": max(len(line) for line in envelope.content.split(b"\r\n")),
                    "defects": [str(defect) for defect in message.defects],
                    "body": message.get_body(("plain",)).get_content(),
                }
            ),
            flush=True,
        )
        return "250 OK"


def server():
    if len(sys.argv) < 4:
        return SMTP(Handler())
    user, password = sys.argv[2].encode(), sys.argv[3].encode()

    def authenticator(server, session, envelope, mechanism, data):
        good = data.login == user and data.password == password
        return AuthResult(success=good, handled=False)

    return SMTP(Handler(), authenticator=authenticator, auth_required=True, auth_require_tls=False)


async def main():
    loop = asyncio.get_running_loop()
    listening = await loop.create_server(server, "127.0.0.1", int(sys.argv[1]), reuse_address=True)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


asyncio.run(main())

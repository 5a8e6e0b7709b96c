"""A real mail server on a free port, which behaves as it is told."""

import asyncio
import email

from aiosmtpd.controller import Controller

from tests.services.ports import free_port


class Peer:
    """`answer` is what it says to DATA, `refusal` to a reader; 'hang' and 'drop' are no answers at all."""

    def __init__(self):
        self.answer, self.refusal = "250 OK", ""
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer == "hang":
            await asyncio.sleep(3)
        if self.answer.startswith(("250", "keep")):
            self.letters.append(email.message_from_bytes(envelope.content))
        if self.answer in ("drop", "keep and drop"):
            server.transport.abort()
        return self.answer if self.answer[:3].isdigit() else "250 OK"

    @property
    def message_ids(self) -> list[str]:
        return [letter["Message-ID"] for letter in self.letters]


def started(peer: Peer) -> Controller:
    controller = Controller(peer, hostname="127.0.0.1", port=free_port())
    controller.start()
    return controller

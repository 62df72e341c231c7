"""Whether an address of the network lies outside: neither this machine nor a private network."""

import ipaddress
import socket


def is_public(host: str, port: int) -> bool:
    """Whether every address that this name has now is public. Raises `OSError` without any.

    Names move: ask again before every request.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return all(ipaddress.ip_address(str(entry[4][0])).is_global for entry in found)

"""The bot's account: who it is, its commands and descriptions, and the files it fetches."""

from __future__ import annotations

import re
from typing import Any

from playground.errors import BadRequest
from playground.files import DOWNLOAD
from playground.params import Params
from playground.world import Json, World


def get_me(world: World, params: Params) -> Json:
    return world.bot.user | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_file(world: World, params: Params) -> Json:
    file = world.files.find(params.text("file_id"))
    if file is None:
        raise BadRequest("wrong file_id or the file is temporarily unavailable")
    if len(file.body) > DOWNLOAD:
        raise BadRequest("file is too big")
    return file.described() | {"file_id": params.text("file_id"), "file_path": file.path}


def set_my_commands(world: World, params: Params) -> bool:
    commands = params.json("commands", "list of commands")
    if not isinstance(commands, list):
        raise BadRequest("can't parse commands: Array of BotCommand expected")
    for command in commands:
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", str(command.get("command"))):
            raise BadRequest("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(commands) > 100:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    kept = [{"command": c["command"].lstrip("/"), "description": c["description"]} for c in commands]
    world.bot.commands[_whose(params)] = kept
    world.events.add("bot")
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    return world.bot.commands.get(_whose(params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    world.bot.commands.pop(_whose(params), None)
    world.events.add("bot")
    return True


def _whose(params: Params) -> tuple[str, str]:
    scope = params.json("scope", "scope") or {"type": "default"}
    return str(scope.get("type")), params.text("language_code")


def set_my_description(world: World, params: Params) -> bool:
    return _describe(world, world.bot.descriptions, params, "description", 512)


def set_my_short_description(world: World, params: Params) -> bool:
    return _describe(world, world.bot.short_descriptions, params, "short_description", 120)


def _describe(world: World, kept: dict[str, str], params: Params, name: str, longest: int) -> bool:
    text = params.text(name)
    if len(text) > longest:
        raise BadRequest(f"{name} is too long".replace("_", " "))
    kept[params.text("language_code")] = text
    world.events.add("bot")
    return True


METHODS: dict[str, Any] = {
    "getMe": get_me,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
}

"""A program's window on a display of its own, used by the names that a screen reader gets.

Each step waits for what it needs and fails with the names that were there instead.
"""

import os
import re
import subprocess
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# The calls that every Debian has are the older ones.
warnings.simplefilter("ignore", DeprecationWarning)

PATIENCE_S = 40
STEP_S = 0.1
FIELDS = ("entry", "password text")
BUTTONS = ("push button", "toggle button", "menu item", "check menu item", "radio menu item")


class Display:
    """A display of its own, with a window manager: without one no window gets the keyboard."""

    def __init__(self):
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x860x24"]
        self.server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            os.environ["DISPLAY"] = ":" + number.readline().strip()
        self.manager = subprocess.Popen(["openbox"], stderr=subprocess.DEVNULL)

    def close(self):
        self.manager.terminate()
        self.server.terminate()


class Program:
    """The running program, and what its window says."""

    def __init__(self, command):
        enable_accessibility()
        self.process = subprocess.Popen(command)

    def nodes(self):
        """Every (role, name, node) of its window."""
        desktop = Atspi.get_desktop(0)
        found = []
        for number in range(desktop.get_child_count()):
            collect(desktop.get_child_at_index(number), found)
        return found

    def wait(self, what, is_it, gone=False):
        """The first node that `is_it(role, name)`, as soon as there is one (or none any more)."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if self.process.poll() is not None:
                sys.exit(f"waiting for {what}, the program ended with {self.process.returncode}")
            nodes = self.nodes()
            hit = next((node for role, name, node in nodes if is_it(role, name)), None)
            if (hit is None) == gone:
                print("ok:", "no" if gone else "", what, flush=True)
                return hit
            time.sleep(STEP_S)
        names = " | ".join(sorted({name for _, name, _ in nodes if name}))
        sys.exit(f"waited {PATIENCE_S} s for {what} {'to go' if gone else ''}; there is: {names}")

    def see(self, pattern, gone=False):
        """Waits for something whose name fits the pattern; gives what it found."""
        found = re.compile(pattern)
        return self.wait(pattern, lambda _, name: found.search(name), gone)

    def press(self, name):
        """Presses the button whose name is this pattern, once it can be pressed. In a menu its
        keys follow."""
        is_it = re.compile(name + "( [A-Z]+)?", re.IGNORECASE).fullmatch
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            node = self.wait(f"button {name}", lambda role, its: role in BUTTONS and is_it(its))
            # It may have been drawn anew under another number since it was found.
            action = node.get_action_iface()
            if action and node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                Atspi.Action.do_action(action, 0)
                return
            time.sleep(STEP_S)
        sys.exit(f"{name} cannot be pressed")

    def focus(self, pattern):
        """Gives the keyboard to what fits the pattern: a row of the list then shows its buttons."""
        Atspi.Component.grab_focus(self.see(pattern).get_component_iface())

    def fill(self, field, text):
        node = self.wait(f"field {field}", lambda role, name: role in FIELDS and name == field)
        Atspi.EditableText.set_text_contents(node.get_editable_text_iface(), text)

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=PATIENCE_S)


def collect(node, found):
    """Adds a node and all below it; one that goes away meanwhile is left out."""
    try:
        found.append((node.get_role_name(), node.get_name() or "", node))
        children = [node.get_child_at_index(n) for n in range(node.get_child_count())]
    except gi.repository.GLib.Error:
        return
    for child in children:
        if child is not None:
            collect(child, found)


def enable_accessibility():
    """Tells the bus that somebody listens; programs keep no tree otherwise."""
    command = (
        "gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus --method "
        "org.freedesktop.DBus.Properties.Set org.a11y.Status IsEnabled <true>"
    )
    subprocess.run(command.split(), check=True, stdout=subprocess.DEVNULL)
    Atspi.init()

"""Takes the place of the desktop that shows notifications, and writes each into a file.

Usage: notification_listener.py FILE
One JSON list a line: the title, the text. The file is there once it listens.
"""

import json
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

INTERFACE = """
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
  </interface>
</node>
"""


def main(path):
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]

    def on_call(_bus, _sender, _object, _interface, method, arguments, invocation):
        if method == "Notify":
            title, text = arguments[3], arguments[4]
            with open(path, "a", encoding="utf-8") as file:
                file.write(json.dumps([title, text], ensure_ascii=False) + "\n")
            invocation.return_value(GLib.Variant("(u)", (1,)))
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["body"],)))
        elif method == "GetServerInformation":
            invocation.return_value(GLib.Variant("(ssss)", ("smoke", "test", "1", "1.2")))
        else:
            invocation.return_value(None)

    def on_bus(bus, _name):
        bus.register_object("/org/freedesktop/Notifications", interface, on_call, None, None)

    def on_name(_bus, _name):
        open(path, "a", encoding="utf-8").close()

    name = "org.freedesktop.Notifications"
    Gio.bus_own_name(Gio.BusType.SESSION, name, Gio.BusNameOwnerFlags.NONE, on_bus, on_name, None)
    GLib.MainLoop().run()


main(sys.argv[1])

//! What buttons ask for: commands that a page's markup names.

/// Writes an enum of commands and their names: `Open = "open"`.
macro_rules! commands {
    ($(#[$about:meta])* $visible:vis enum $Commands:ident { $($(#[$means:meta])* $Command:ident = $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visible enum $Commands {
            $($(#[$means])* $Command,)*
        }

        impl $Commands {
            /// All commands, and their names.
            const NAMES: &[($Commands, &str)] = &[$(($Commands::$Command, $name)),*];

            /// The command of this name.
            $visible fn named(name: &str) -> Option<$Commands> {
                $Commands::NAMES.iter().find(|(_, known)| *known == name).map(|(command, _)| *command)
            }

            /// Its name in the markup.
            $visible fn name(self) -> &'static str {
                $Commands::NAMES.iter().find(|(command, _)| *command == self).map_or("", |(_, name)| name)
            }
        }
    };
}

pub(crate) use commands;

#[cfg(test)]
mod tests {
    commands! {
        /// Of a lamp.
        enum Lamp {
            /// It is on.
            On = "on",
            Off = "switch-off",
        }
    }

    #[test]
    fn every_command_is_found_by_its_name() {
        for &(command, name) in Lamp::NAMES {
            assert_eq!((command.name(), Lamp::named(name)), (name, Some(command)));
        }
        assert_eq!((Lamp::named("switch-off"), Lamp::named("jump")), (Some(Lamp::Off), None));
    }
}

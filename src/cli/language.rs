//! In which language a command speaks: what `--lang` says, else what the environment asks for; and the help
//! and the refusals of the command line in it.

use crate::language::{self, Lang, chinese, said, term};
use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, ValueEnum};

/// Language of what is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Tongue {
    /// English
    #[default]
    En,
    /// Chinese
    Zh,
}

/// The language that the arguments ask for, or the environment. They are looked at before they are read: what
/// is wrong with them is said in this language too.
pub(crate) fn asked(arguments: &[String]) -> Lang {
    let words = || arguments.iter().take_while(|word| *word != "--");
    let apart =
        words().zip(words().skip(1)).find(|(flag, _)| *flag == "--lang").map(|(_, word)| word.as_str());
    match words().find_map(|word| word.strip_prefix("--lang=")).or(apart) {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => language::of_environment(|name| std::env::var(name).ok()),
    }
}

/// Speak as the arguments ask; to another program in English.
pub(crate) fn settle(arguments: &[String]) {
    language::set(asked(arguments));
    if arguments.iter().take_while(|word| *word != "--").any(|word| word == "--json") {
        language::speak_to_programs();
    }
}

/// A command with its help in the language that is spoken.
pub(crate) fn helped(mut command: Command) -> Command {
    if language::spoken() == Lang::En {
        return command;
    }
    command.build();
    in_chinese(command)
}

fn in_chinese(command: Command) -> Command {
    let arguments: Vec<String> = command.get_arguments().map(|one| one.get_id().to_string()).collect();
    let commands: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_string()).collect();
    let about = command.get_about().and_then(|words| chinese(&words.to_string()));
    let after = command.get_after_help().and_then(|words| chinese(&words.to_string()));
    let mut command = command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .subcommand_help_heading("命令");
    if let Some(about) = about {
        command = command.about(about).long_about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    for name in arguments {
        command = command.mut_arg(name, argument);
    }
    for name in commands {
        command = command.mut_subcommand(name, in_chinese);
    }
    command
}

/// An argument with its heading, meaning, default and choices in Chinese.
fn argument(argument: Arg) -> Arg {
    let english = argument.get_help().map(ToString::to_string).unwrap_or_default();
    let mut words = chinese(&english).map_or(english, str::to_string);
    let takes = matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
    let join = |all: Vec<String>| all.join("、");
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if takes && !defaults.is_empty() {
        words += &format!("（默认：{}）", join(defaults));
    }
    let shown = |value: &PossibleValue| (!value.is_hide_set()).then(|| value.get_name().to_string());
    let choices: Vec<String> = argument.get_possible_values().iter().filter_map(shown).collect();
    if takes && !choices.is_empty() {
        words += &format!("（可选：{}）", join(choices));
    }
    let heading = if argument.is_positional() { "参数" } else { "选项" };
    let argument = argument.help_heading(heading).hide_default_value(true).hide_possible_values(true);
    argument.long_help(words.clone()).help(words)
}

/// What is wrong with the arguments, in Chinese; nothing where English is spoken, or help was asked for.
pub(crate) fn refusal(error: &clap::Error) -> Option<String> {
    if language::spoken() == Lang::En || !error.use_stderr() {
        return None;
    }
    let of = |kind| error.get(kind).map(ContextValue::to_string).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let why = match error.kind() {
        ErrorKind::UnknownArgument => said!("unexpected argument '{argument}'"),
        ErrorKind::InvalidSubcommand => said!("unknown command '{}'", of(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => said!("these arguments are missing: {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => said!("a value is needed for '{argument}'"),
        ErrorKind::InvalidValue => said!("'{value}' is none of the values of '{argument}'"),
        ErrorKind::ValueValidation => said!("'{value}' is no value for '{argument}'"),
        ErrorKind::ArgumentConflict => {
            said!("'{argument}' and '{}' exclude each other", of(ContextKind::PriorArg))
        }
        _ => term("these arguments cannot be read").to_string(),
    };
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near = near.into_iter().map(of).find(|words| !words.is_empty());
    let choices = Some(of(ContextKind::ValidValue)).filter(|words| !words.is_empty());
    let hint = match (near, choices) {
        (Some(near), _) => format!("\n  {}", said!("did you mean `{near}`?")),
        (None, Some(choices)) => format!("\n  {}", said!("the values are: {choices}")),
        (None, None) => String::new(),
    };
    Some(format!("{}{hint}\n\n{}", said!("error: {}", why), term("More: commonroom --help")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_counts_before_what_follows_two_dashes() {
        let of = |line: &str| asked(&line.split(' ').map(String::from).collect::<Vec<_>>());
        assert_eq!(of("run z-home --lang zh"), Lang::Zh);
        assert_eq!(of("run --lang=zh z-home"), Lang::Zh);
        assert_eq!(of("--lang=en run z-home"), Lang::En);
        assert_eq!(of("run --lang=en -- --lang=zh"), Lang::En);
    }
}

use crate::model::secret::Secret;
use crate::model::station_kind::StationKind;

/// What tells one member of the family from the others.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub kind: StationKind,
    /// Its errors are of type `<program>_error` or `<program>_panic`.
    pub program: Option<&'static str>,
    pub user_header: UserHeader,
}

/// How a member wants to be told whose account is asked about, beside the access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserHeader {
    NotWanted,
    Named(&'static str),
    /// Wanted, or so it seems; under which name is not known.
    Unknown,
}

const fn member(kind: StationKind, program: Option<&'static str>, header: UserHeader) -> Member {
    Member { kind, program, user_header: header }
}

/// Who belongs to the family. The lower half is known from other clients only.
const MEMBERS: [Member; 15] = [
    member(StationKind::OneApi, Some("one_api"), UserHeader::NotWanted),
    member(StationKind::NewApi, Some("new_api"), UserHeader::Named("New-Api-User")),
    // done-hub says `one_hub` too.
    member(StationKind::OneHub, Some("one_hub"), UserHeader::NotWanted),
    member(StationKind::DoneHub, None, UserHeader::NotWanted),
    member(StationKind::Veloera, Some("veloera"), UserHeader::Named("Veloera-User")),
    member(StationKind::ChatApi, Some("chat_api"), UserHeader::NotWanted),
    member(StationKind::OneApiFamily, None, UserHeader::Unknown),
    member(StationKind::VApi, None, UserHeader::Named("X-Api-User")),
    member(StationKind::VoApi, None, UserHeader::Named("voapi-user")),
    member(StationKind::RixApi, None, UserHeader::Named("Rix-Api-User")),
    member(StationKind::NeoApi, None, UserHeader::Named("neo-api-user")),
    member(StationKind::SuperApi, None, UserHeader::Named("User-id")),
    member(StationKind::ModelFlare, None, UserHeader::Unknown),
    member(StationKind::AnyRouter, None, UserHeader::Unknown),
    member(StationKind::Wong, None, UserHeader::Unknown),
];

/// The member that a kind is, if it is one.
pub fn of(kind: StationKind) -> Option<Member> {
    MEMBERS.into_iter().find(|member| member.kind == kind)
}

/// The member whose errors are of this type.
pub fn by_error_type(error_type: &str) -> Option<StationKind> {
    let program =
        error_type.strip_suffix("_error").or_else(|| error_type.strip_suffix("_panic"))?;
    MEMBERS.iter().find(|member| member.program == Some(program)).map(|member| member.kind)
}

/// The member whose user header a refusal asks for.
pub fn by_header_in(message: &str) -> Option<StationKind> {
    let names_header = |member: &&Member| match member.user_header {
        UserHeader::Named(name) => {
            message.split([' ', ',', '，']).any(|word| word.eq_ignore_ascii_case(name))
        }
        UserHeader::NotWanted | UserHeader::Unknown => false,
    };
    MEMBERS.iter().find(names_header).map(|member| member.kind)
}

/// The headers that tell a station of this kind the user. All known names at once, where its own
/// is not known: servers ignore those of others.
pub fn user_headers(kind: StationKind) -> Vec<&'static str> {
    let named = |member: &Member| match member.user_header {
        UserHeader::Named(name) => Some(name),
        UserHeader::NotWanted | UserHeader::Unknown => None,
    };
    match of(kind).map(|member| member.user_header) {
        Some(UserHeader::NotWanted) => Vec::new(),
        Some(UserHeader::Named(name)) => vec![name],
        Some(UserHeader::Unknown) | None => MEMBERS.iter().filter_map(named).collect(),
    }
}

/// These headers with the id in them; none for an id that is not known.
pub fn user_id_headers(kind: StationKind, user_id: &str) -> Vec<(String, Secret)> {
    let names = user_headers(kind).into_iter().filter(|_| !user_id.is_empty());
    names.map(|name| (name.to_owned(), Secret::new(user_id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_the_header_of_its_member() {
        for (message, expected) in [
            ("无权进行此操作，未提供 New-Api-User", Some(StationKind::NewApi)),
            ("Unauthorized, New-Api-User header not provided", Some(StationKind::NewApi)),
            ("无权进行此操作，Veloera-User 格式错误", Some(StationKind::Veloera)),
            ("无权进行此操作，未登录且未提供 access token", None),
        ] {
            assert_eq!(by_header_in(message), expected, "{message}");
        }
    }

    #[test]
    fn a_station_of_an_unknown_header_gets_them_all() {
        assert_eq!(user_headers(StationKind::NewApi), ["New-Api-User"]);
        assert_eq!(user_headers(StationKind::OneApi), Vec::<&str>::new());
        assert!(user_headers(StationKind::AnyRouter).len() > 5);
    }
}

//! Where a request comes from: the address of the other end, or, behind a trusted proxy, the one it tells.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use http::{Extensions, HeaderMap};

use crate::config::Networks;

/// The caller's address. `X-Forwarded-For` is read from its end, past trusted proxies only: everything before
/// the first other address was written by the caller. Without a connection (a test) it is `::`.
pub(crate) fn address(extensions: &Extensions, headers: &HeaderMap, trusted: &Networks) -> IpAddr {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |info| info.0.ip()).to_canonical();
    if !trusted.contain(peer) {
        return peer;
    }
    let told: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut nearest = peer;
    for hop in told.iter().rev() {
        let Some(hop) = hop_address(hop) else { break };
        nearest = hop;
        if !trusted.contain(hop) {
            break;
        }
    }
    nearest
}

/// An address as proxies write it: bare, with a port, in brackets.
fn hop_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.parse::<IpAddr>().ok();
    let address = bare.or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<IpAddr>().ok();
    address.or_else(bracketed).map(|address| address.to_canonical())
}

/// The network of an address, coarse enough for a line that people read and for a limit that one caller cannot
/// dodge by changing address: /24 of IPv4, /48 of IPv6.
pub(crate) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, forwarded: &[&str]) -> String {
        let trusted = Networks::parse(&["10.0.0.0/8".to_owned()]).unwrap();
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(format!("{peer}:1").parse::<SocketAddr>().unwrap()));
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        address(&extensions, &headers, &trusted).to_string()
    }

    #[test]
    fn nobody_but_a_trusted_proxy_is_believed() {
        assert_eq!(from("192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(from("10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(from("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn what_the_caller_wrote_itself_is_not_believed() {
        assert_eq!(from("10.0.0.1", &["1.1.1.1, 198.51.100.7, 10.0.0.2"]), "198.51.100.7");
        assert_eq!(from("10.0.0.1", &["1.1.1.1", "198.51.100.7"]), "198.51.100.7");
        assert_eq!(from("10.0.0.1", &["1.1.1.1, nonsense"]), "10.0.0.1");
    }

    #[test]
    fn ports_and_brackets_are_understood() {
        assert_eq!(from("10.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
        assert_eq!(from("10.0.0.1", &["[2001:db8::7]:4711"]), "2001:db8::7");
        assert_eq!(from("10.0.0.1", &["[2001:db8::7]"]), "2001:db8::7");
        assert_eq!(from("[::ffff:10.0.0.1]", &["2001:db8::7"]), "2001:db8::7");
    }

    #[test]
    fn a_network_is_coarse() {
        assert_eq!(network("198.51.100.7".parse().unwrap()), "198.51.100.0/24");
        assert_eq!(network("2001:db8:1:2::7".parse().unwrap()), "2001:db8:1::/48");
        assert_eq!(network("::ffff:198.51.100.7".parse().unwrap()), "198.51.100.0/24");
    }
}

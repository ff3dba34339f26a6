//! Networks: ranges of addresses.

use std::net::IpAddr;

/// A range of addresses, such as `10.0.0.0/8` or a single one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    base: u128,
    /// How many of the 128 leading bits count; an IPv4 address stands behind 96 bits of its mapped form.
    bits: u32,
}

fn wide(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(address.to_ipv6_mapped()),
        IpAddr::V6(address) => u128::from(address),
    }
}

impl Network {
    /// Reads `ADDRESS/BITS` or `ADDRESS`.
    ///
    /// # Errors
    /// A sentence that repeats the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let fault = || format!("{text} is no network; write it like 10.0.0.0/8");
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().map_err(|_| fault())?)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| fault())?;
        let (before, most) = if address.is_ipv4() { (96, 32) } else { (0, 128) };
        let bits = bits.unwrap_or(most);
        if bits > most {
            return Err(fault());
        }
        Ok(Self { base: wide(address), bits: before + bits })
    }

    /// Whether the address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        let differ = self.base ^ wide(address);
        differ.leading_zeros() >= self.bits
    }
}

/// Several networks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks(Vec<Network>);

impl Networks {
    /// Reads several.
    ///
    /// # Errors
    /// As [`Network::parse`].
    pub fn parse(texts: &[String]) -> Result<Self, String> {
        texts.iter().map(|text| Network::parse(text.trim())).collect::<Result<_, _>>().map(Self)
    }

    /// Whether the address lies in one of them.
    pub fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_network_holds_its_addresses_and_no_others() {
        let ten = Network::parse("10.0.0.0/8").unwrap();
        assert!(ten.contains(address("10.255.0.1")));
        assert!(ten.contains(address("::ffff:10.1.2.3")), "the mapped form of the same address");
        assert!(!ten.contains(address("11.0.0.1")));
        assert!(!ten.contains(address("2001:db8::1")));
        let one = Network::parse("2001:db8::1").unwrap();
        assert!(one.contains(address("2001:db8::1")));
        assert!(!one.contains(address("2001:db8::2")));
        assert!(Network::parse("::/0").unwrap().contains(address("1.2.3.4")));
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "ten", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/8/8"] {
            assert!(Network::parse(text).is_err(), "{text}");
        }
    }
}

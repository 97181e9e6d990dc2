//! Ways to write, and ways to mean, what is within.

use std::net::IpAddr;

/// Addresses that an LNURL can carry, at the port of a trap on this machine.
pub fn urls(port: u16) -> Vec<String> {
    let this_machine = "
        127.0.0.1 127.1 127.0.1 127.255.255.254 2130706433 0x7f000001 0x7F.0.0.1 0x7f.1 0177.0.0.1 0177.1
        017700000001 127.0.0.0x1 0 0.0.0.0 0x0 127.0.0.1. １２７.0.0.1 127。0。0。1 127．0．0．1 ①②⑦.0.0.1 𝟏𝟐𝟕.0.0.1
        %31%32%37.0.0.1 0x7f%2e1 [::1] [::] [0:0:0:0:0:0:0:1] [0000::0001] [::ffff:127.0.0.1] [::ffff:7f00:1]
        [::ffff:0:127.0.0.1] [::127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1]
        [2002:7f00:1::] [2001:0:7f00:1::80ff:fffe] localhost LOCALHOST ｌocalhost localhost. a.localhost
        localhost.localdomain wallet.example@127.0.0.1 wallet.example:secret@127.0.0.1 @127.0.0.1";
    let within = "
        10.0.0.1 10.255.255.254 167772161 172.16.0.1 172.31.255.254 192.168.1.1 0xc0a80101 100.64.0.1
        169.254.0.1 [fe80::1] [fec0::1] [fc00::1] [fd12:3456::1] [::ffff:10.0.0.1] [64:ff9b::a00:1]
        [2002:a00:1::] 198.18.0.1 192.0.2.1 224.0.0.1 [ff02::1] 255.255.255.255 240.0.0.1 printer.local
        router.lan nas.home.arpa wiki.corp intranet db.internal.";
    let metadata = "
        169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 [::ffff:169.254.169.254] [fd00:ec2::254]
        168.63.129.16 100.100.100.200 192.0.0.192 metadata.google.internal";
    let hosts = [this_machine, within, metadata].into_iter().flat_map(str::split_whitespace);
    let odd = [
        format!("http://127.0.0.1:{port}/"),
        format!("http://127.0.0.1:{port}?.onion/"),
        format!("http://127.0.0.1:{port}/.onion"),
        format!("http://a.onion@127.0.0.1:{port}/"),
        format!("https:///127.0.0.1:{port}/"),
        format!("https:127.0.0.1:{port}/"),
        format!("https:\\\\127.0.0.1:{port}\\"),
        format!("https://wallet.example\\@127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}\\@wallet.example/"),
        format!("https://127.0.0.1:{port}#@wallet.example/"),
        format!("https://127.0.0.1:{port}/ https://wallet.example/"),
        format!("ftp://127.0.0.1:{port}/"),
        format!("gopher://127.0.0.1:{port}/_"),
        "file:///etc/passwd".to_owned(),
    ];
    hosts.map(|host| format!("https://{host}:{port}/")).chain(odd).collect()
}

/// Lightning addresses.
pub fn addresses() -> Vec<String> {
    let hosts = r"
        127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 127.0.0.0x1 0177.0.0.01 127.0.0.1. [::1] [::ffff:127.0.0.1]
        localhost localhost.localdomain a.localhost printer.local 10.0.0.0x1 metadata.google.internal
        169.254.169.254 169.254.169.0xfe 127。0。0。1 １２７.0.0.0x1 127.0.0.1:443 wallet.example@127.0.0.1
        wallet.example:443@127.0.0.1 127.0.0.1#wallet.example 127.0.0.1?a.wallet.example
        127.0.0.1/wallet.example 127.0.0.1\wallet.example 127.0.0.1%2f.wallet.example";
    hosts.split_whitespace().map(|host| format!("ada@{host}")).collect()
}

/// What names can stand for: what is within, alone or beside what is outside.
pub fn answers(outside: IpAddr) -> Vec<Vec<IpAddr>> {
    let within = "
        127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.5 172.16.3.4 192.168.0.10 100.64.0.1 169.254.169.254 168.63.129.16
        192.0.0.192 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1
        2002:7f00:1:: 2001:0:7f00:1::1 fe80::1 fec0::1 fd00:ec2::254 ff02::1";
    let found = within.split_whitespace().map(|text| text.parse::<IpAddr>().expect("an address"));
    found.flat_map(|address| [vec![address], vec![outside, address], vec![address, outside]]).collect()
}

/// Where a provider may lead.
pub fn places(port: u16) -> Vec<String> {
    vec![
        format!("https://127.0.0.1:{port}/pay?user=shop&session=a%20b"),
        format!("http://127.0.0.1:{port}/"),
        format!("https://2130706433:{port}/"),
        format!("https://[::1]:{port}/"),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        format!("https://localhost:{port}/"),
        "https://169.254.169.254/latest/meta-data/".to_owned(),
        "https://metadata.google.internal/".to_owned(),
        format!("https://wallet.example@127.0.0.1:{port}/"),
        format!("//127.0.0.1:{port}/"),
    ]
}

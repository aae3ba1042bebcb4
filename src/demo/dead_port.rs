use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpSocket;

/// A port of 127.0.0.1 where nothing listens: connections are refused.
///
/// The port stays bound, so that the system gives it to nobody else meanwhile.
#[derive(Debug)]
pub struct DeadPort {
    address: SocketAddr,
    _socket: TcpSocket,
}

impl DeadPort {
    pub fn reserve() -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        Ok(Self { address: socket.local_addr()?, _socket: socket })
    }

    /// Without an end slash.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }
}

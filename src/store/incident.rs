#[derive(Clone, Debug)]
pub enum StoreIncident {}

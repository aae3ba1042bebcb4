#[derive(Debug)]
pub enum StoreError {}

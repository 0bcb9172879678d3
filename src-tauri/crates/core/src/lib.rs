//! The office: values, domain, storage.
//!
//! [`values`] is what a cell can say. Everything here is without window, network or command line.

pub mod values;

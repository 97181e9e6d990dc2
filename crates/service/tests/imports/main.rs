//! Imports of files, on both engines: everything that is right is stored once, everything else is told with its line.

mod cdnow;
mod cdnow_people;
mod customers;
mod interrupted;
mod payments;
mod shop;
mod upload;

-- A customer knows an invoice by its id alone, from a link.
CREATE UNIQUE INDEX invoices_by_id ON invoices (LOWER(id));

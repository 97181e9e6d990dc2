-- Lists go by id, which is the order of creation.
DROP INDEX imports_by_created;

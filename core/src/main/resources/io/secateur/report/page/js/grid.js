/** A plain table. */
sections.Grid = data => table(data.header, data.rows);

export const lapsed = 'select id from bookings where hold_expires_at < now()'; // breaks house/no-clock-in-sql
export const recent = `select current_timestamp, clock_timestamp()`; // breaks house/no-clock-in-sql
export const fine = 'select id from bookings where hold_expires_at < clock_instant()';

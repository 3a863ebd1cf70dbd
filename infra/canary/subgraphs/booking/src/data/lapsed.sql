select id from bookings where hold_expires_at < now(); -- breaks clock-in-sql
select id from bookings where hold_expires_at < clock_instant();

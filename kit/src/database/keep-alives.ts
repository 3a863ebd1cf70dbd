/** Server options of a connection that holds locks: it is noticed within a minute that the process behind it is gone. */
export const keepAlives = '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';

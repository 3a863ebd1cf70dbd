/** What Redis has to do in one step; the caller says how many of the arguments are keys where that varies. */
export interface Scripts {
  compareAndDelete(key: string, value: string): Promise<number>;
  count(key: string, by: number, ttlMs: number): Promise<number>;
  holdAll(keyCount: number, ...keysOwnerTtlMs: readonly (string | number)[]): Promise<number>;
  releaseAll(keyCount: number, ...keysOwner: readonly string[]): Promise<number>;
}

const compareAndDelete = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`;

const count = `
redis.call('SET', KEYS[1], 0, 'NX', 'PX', ARGV[2])
return redis.call('INCRBY', KEYS[1], ARGV[1])`;

const holdAll = `
for _, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if holder and holder ~= ARGV[1] then return 0 end
end
for _, key in ipairs(KEYS) do redis.call('SET', key, ARGV[1], 'PX', ARGV[2]) end
return 1`;

const releaseAll = `
local released = 0
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then released = released + redis.call('DEL', key) end
end
return released`;

/** Lua of each script, as ioredis wants to be told. */
export const scripts: Record<keyof Scripts, { lua: string; numberOfKeys?: number }> = {
  compareAndDelete: { lua: compareAndDelete, numberOfKeys: 1 },
  count: { lua: count, numberOfKeys: 1 },
  holdAll: { lua: holdAll },
  releaseAll: { lua: releaseAll },
};

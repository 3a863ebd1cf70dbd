const keptAs = 'constellation-session';
const earlyMs = 60_000;
const againMs = 5_000;
const fields = '{ session { accessToken refreshToken expiresAt user { email name } } errors { code message } }';
const signIn = `mutation SignIn($email: String!, $password: String!) {
  done: signIn(email: $email, password: $password) ${fields}
}`;
const refresh = `mutation Refresh($refreshToken: String!) { done: refreshSession(refreshToken: $refreshToken) ${fields} }`;
const signOut = 'mutation SignOut { done: signOut { errors { message } } }';

/** Runs an operation on sessions; throws what a person can read, with the code of a refusal. */
async function ask(query, variables, headers) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = data?.done?.errors ?? [] } = await response.json();
  if (errors.length > 0) throw Object.assign(new Error(errors[0].message), { code: errors[0].code });
  return data.done.session;
}

/**
 * Lets somebody sign in and out by a form, and keeps them signed in until this tab is closed. Resolves with what to
 * send along with each request: their access token, or nothing.
 */
export async function followSession(form) {
  const [who, fieldset, leave] = form.querySelectorAll('span, fieldset, button[type="button"]');
  let session;
  let timer;

  const show = (text) => {
    fieldset.hidden = session !== undefined;
    leave.hidden = session === undefined;
    who.textContent = text ?? (session ? `Signed in as ${session.user.name ?? session.user.email}` : '');
  };
  const keep = (next) => {
    session = next;
    clearTimeout(timer);
    if (next) {
      sessionStorage.setItem(keptAs, JSON.stringify(next));
      timer = setTimeout(goOn, Math.max(0, Date.parse(next.expiresAt) - Date.now() - earlyMs));
    } else sessionStorage.removeItem(keptAs);
    show();
  };
  /** Only a refusal ends a session: where nobody answers it is asked for again. */
  const goOn = async () => {
    const { refreshToken } = session;
    const { next, error } = await ask(refresh, { refreshToken }).then(
      (renewed) => ({ next: renewed }),
      (failure) => ({ error: failure }),
    );
    if (session?.refreshToken !== refreshToken) return;
    if (error && error.code !== 'SESSION_ENDED') {
      show();
      timer = setTimeout(goOn, againMs);
      return;
    }
    keep(next);
    if (error) show(error.message);
  };
  const credentials = () => (session ? { authorization: `Bearer ${session.accessToken}` } : {});

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await ask(signIn, Object.fromEntries(new FormData(form))).then(keep, ({ message }) => show(message));
    if (session) form.reset();
  });
  leave.addEventListener('click', async () => {
    await ask(signOut, {}, credentials()).catch(() => {});
    keep(undefined);
  });

  session = JSON.parse(sessionStorage.getItem(keptAs)) ?? undefined;
  if (session) await goOn();
  return credentials;
}

/** Properties of events on a secret stream that are about a person, as event type and way, each with its reason. */
export const secretTexts: Readonly<Record<string, string>> = {
  'mail.password_reset email': 'where the mail goes',
  'mail.password_reset token': 'what the mail is for',
};

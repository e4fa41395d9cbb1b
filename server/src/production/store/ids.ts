/** Whether a text has the form of an id. What has not is found nowhere; PostgreSQL would refuse to look. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

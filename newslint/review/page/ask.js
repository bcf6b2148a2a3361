// What the page asks its server for. An answer that says no is told in the server's words.
const post = async (path, value) => answer(await fetch(`api/${path}`, {
  method: "POST",
  headers: { "Content-Type": "application/json", "X-Newslint-Review": "1" },
  body: JSON.stringify(value),
}));
const get = async (path, params = {}) => answer(await fetch(`api/${path}?${new URLSearchParams(params)}`));

const answer = async (response) => {
  const value = await response.json().catch(() => ({ error: `the server said ${response.status}` }));
  if (!response.ok) throw new Error(value.error ?? `the server said ${response.status}`);
  return value;
};

export const state = (filter) => get("state", filter);
export const items = (after, filter, back = false) => get("items", { after, ...(back ? { back: 1, most: 1 } : {}), ...filter });
export const item = (id) => get(`item/${id}`);
export const decisions = () => get("decisions", { most: 1000 });
export const learned = () => get("learned");
export const decide = (value) => post("decide", value);
export const treat = (value) => post("treat", value);
export const withdraw = (...decisions) => post("withdraw", { decisions });
export const configure = (line) => post("configure", { line });
export const write = () => post("write", {});

// Shows the theme that was chosen in this browser before anything is painted. The choice is made in
// the user menu (src/ui/user_menu.rs).
(() => {
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is forbidden here: the system's theme it is.
  }
})();

; makensis -DVERSION=… -DFILES=FOLDER -DOUT=FILE foldersheet.nsi: an installer for one user (no administrator), silent with /S. .ci/package
; calls it.
Target amd64-unicode ; a 64-bit installer: it must not depend on the 32-bit layer, and Debian has its stub
Unicode true
SetCompressor /SOLID lzma
!include MUI2.nsh
!include FileFunc.nsh
Name "Foldersheet"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Foldersheet"
InstallDirRegKey HKCU "Software\Foldersheet" "InstallDir"
!define UN "Software\Microsoft\Windows\CurrentVersion\Uninstall\Foldersheet"
!define MUI_ICON "${FILES}/icon.ico"
!define MUI_UNICON "${FILES}/icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\foldersheet.exe"
!insertmacro MUI_PAGE_LICENSE "${FILES}/LICENSE-MIT"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName Foldersheet
VIAddVersionKey FileDescription "Foldersheet setup"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT OR Apache-2.0"
Section
  SetShellVarContext current
  SetOutPath "$INSTDIR"
  File "${FILES}/foldersheet.exe"
  File "${FILES}/foldersheet-cli.exe"
  File "${FILES}/LICENSE-MIT"
  File "${FILES}/LICENSE-APACHE"
  File "${FILES}/README.md"
  File "${FILES}/THIRD-PARTY.txt"
  SetOutPath "$INSTDIR\completions"
  File "${FILES}/completions/foldersheet.ps1"
  File "${FILES}/completions/foldersheet-cli.ps1"
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\Foldersheet.lnk" "$INSTDIR\foldersheet.exe" "" "$INSTDIR\foldersheet.exe" 0
  ; "List with Foldersheet" in the menu of a folder and of its background.
  WriteRegStr HKCU "Software\Classes\Directory\shell\Foldersheet" "" "List with Foldersheet"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Foldersheet" "Icon" "$INSTDIR\foldersheet.exe,0"
  WriteRegStr HKCU "Software\Classes\Directory\shell\Foldersheet\command" "" '"$INSTDIR\foldersheet.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Drive\shell\Foldersheet" "" "List with Foldersheet"
  WriteRegStr HKCU "Software\Classes\Drive\shell\Foldersheet\command" "" '"$INSTDIR\foldersheet.exe" "%1"'
  ; Saved sheets open with it, unless the user chose another program.
  WriteRegStr HKCU "Software\Classes\.foldersheet" "" "Foldersheet.Sheet"
  WriteRegStr HKCU "Software\Classes\Foldersheet.Sheet" "" "Foldersheet sheet"
  WriteRegStr HKCU "Software\Classes\Foldersheet.Sheet\DefaultIcon" "" "$INSTDIR\foldersheet.exe,0"
  WriteRegStr HKCU "Software\Classes\Foldersheet.Sheet\shell\open\command" "" '"$INSTDIR\foldersheet.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  WriteRegStr HKCU "Software\Foldersheet" "InstallDir" "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UN}" "DisplayName" "Foldersheet"
  WriteRegStr HKCU "${UN}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UN}" "DisplayIcon" "$INSTDIR\foldersheet.exe"
  WriteRegStr HKCU "${UN}" "Publisher" "The Foldersheet authors"
  WriteRegStr HKCU "${UN}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UN}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UN}" "NoModify" 1
  WriteRegDWORD HKCU "${UN}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UN}" "EstimatedSize" "$0"
SectionEnd
Section Uninstall
  SetShellVarContext current
  Delete "$INSTDIR\foldersheet.exe"
  Delete "$INSTDIR\foldersheet-cli.exe"
  Delete "$INSTDIR\LICENSE-MIT"
  Delete "$INSTDIR\LICENSE-APACHE"
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\completions\foldersheet.ps1"
  Delete "$INSTDIR\completions\foldersheet-cli.ps1"
  RMDir "$INSTDIR\completions"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Foldersheet.lnk"
  DeleteRegKey HKCU "Software\Classes\Directory\shell\Foldersheet"
  DeleteRegKey HKCU "Software\Classes\Drive\shell\Foldersheet"
  DeleteRegKey HKCU "Software\Classes\Foldersheet.Sheet"
  ReadRegStr $0 HKCU "Software\Classes\.foldersheet" ""
  StrCmp $0 "Foldersheet.Sheet" 0 +2
  DeleteRegKey HKCU "Software\Classes\.foldersheet"
  DeleteRegKey HKCU "${UN}"
  DeleteRegKey HKCU "Software\Foldersheet"
SectionEnd

; The installer for Windows: for one person, without an administrator. Chinese, and English on an English Windows.
; makensis -INPUTCHARSET UTF8 -DVERSION=… -DBUNDLE=… -DICON=… -DOUT=… installer.nsi
; The stub is the 32-bit one, so that a machine that cannot run the program can say so.
Unicode true
Target x86-unicode
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\xubaotong"
!define TYPE "xubaotong.case"
Name "$(NAME)"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\xubaotong"
InstallDirRegKey HKCU "Software\xubaotong" "Folder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS all
BrandingText " "
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\xubaotong.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"
LangString NAME ${LANG_SIMPCHINESE} "续保通"
LangString NAME ${LANG_ENGLISH} "Xubaotong"
LangString CASE ${LANG_SIMPCHINESE} "续保通案件"
LangString CASE ${LANG_ENGLISH} "Xubaotong case"
LangString NEEDS64 ${LANG_SIMPCHINESE} "这台电脑装的是32位系统，续保通需要64位的 Windows 10（1809）或更高版本。$\n可以在另一台电脑上算好，把告知单打印出来带来。"
LangString NEEDS64 ${LANG_ENGLISH} "This computer has a 32-bit system. Xubaotong needs a 64-bit Windows 10 (1809) or later.$\nWork out the case on another computer and bring the printed notice."
LangString NEEDS10 ${LANG_SIMPCHINESE} "这台电脑的 Windows 太旧，续保通用不了：需要 Windows 10（1809）或更高版本。$\n可以在另一台电脑上算好，把告知单打印出来带来。"
LangString NEEDS10 ${LANG_ENGLISH} "This Windows is too old for Xubaotong: Windows 10 (1809) or later is needed.$\nWork out the case on another computer and bring the printed notice."
LangString RUNNING ${LANG_SIMPCHINESE} "续保通正开着，文件换不了。请先关掉续保通的窗口，再点“重试”。"
LangString RUNNING ${LANG_ENGLISH} "Xubaotong is open, and its files cannot be replaced. Close its window, then retry."
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} ProductName "续保通"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} ProductVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} FileDescription "续保通安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} FileVersion "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} CompanyName "Xubaotong"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} LegalCopyright "Apache-2.0"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$(NEEDS64)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    MessageBox MB_ICONSTOP "$(NEEDS10)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

; An open program cannot be replaced; without a person to ask, that ends the work with 4.
!macro CLOSED UN
Function ${UN}WaitUntilClosed
  again:
  IfFileExists "$INSTDIR\xubaotong.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\xubaotong.exe" a
  IfErrors 0 free
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 4
  Abort
  free:
  FileClose $0
  closed:
FunctionEnd
!macroend
!insertmacro CLOSED ""
!insertmacro CLOSED "un."

Section
  Call WaitUntilClosed
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_internal"
  File /r "${BUNDLE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\$(NAME).lnk" "$INSTDIR\xubaotong.exe"
  CreateShortCut "$DESKTOP\$(NAME).lnk" "$INSTDIR\xubaotong.exe"
  WriteRegStr HKCU "Software\xubaotong" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\xubaotong" "Name" "$(NAME)"
  WriteRegStr HKCU "Software\Classes\.xbt" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\.xbt" "Content Type" "application/vnd.xubaotong.case+json"
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "$(CASE)"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\_internal\case.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\xubaotong.exe" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(NAME)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\xubaotong.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Xubaotong"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; Cases, and presets or settings that somebody put beside the program, stay; so does the folder while they are in it.
Section Uninstall
  Call un.WaitUntilClosed
  ReadRegStr $1 HKCU "Software\xubaotong" "Name"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\xubaotong.exe"
  Delete "$INSTDIR\xubaotong-console.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\$1.lnk"
  Delete "$DESKTOP\$1.lnk"
  RMDir /r "$LOCALAPPDATA\xubaotong\Cache"
  DeleteRegKey HKCU "Software\xubaotong"
  DeleteRegKey HKCU "Software\Classes\.xbt"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
